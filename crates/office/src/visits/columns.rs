//! Which column is which, by the names that dealers' systems give them.

use super::NoList;
use csv::StringRecord;

/// What is taken of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Order,
    Visit,
    Day,
    Advisor,
    Model,
    Mileage,
    Customer,
}

/// Each column's names; the first is our own.
const NAMES: [(Column, &[&str]); 7] = [
    (Column::Order, &["order", "工单号", "订单号"]),
    (Column::Visit, &["visit", "类型"]),
    (Column::Day, &["day", "日期"]),
    (Column::Advisor, &["advisor", "服务顾问", "销售顾问", "顾问"]),
    (Column::Model, &["model", "车型"]),
    (Column::Mileage, &["mileage_km", "里程"]),
    (Column::Customer, &["customer_no", "客户编号", "客户号"]),
];
const NEEDED: [Column; 3] = [Column::Order, Column::Visit, Column::Day];

/// What stands anywhere in the name of a column that says whose visit or which car it is.
const PRIVATE: [&str; 26] = [
    "name", "customer", "owner", "phone", "mobile", "plate", "licen", "chassis", "address", "mail", "姓名",
    "客户", "客戶", "车主", "車主", "电话", "電話", "手机", "手機", "联系", "聯", "车牌", "車牌", "牌照",
    "车架", "地址",
];
/// What does so as a word of its own; within others it is chance.
const PRIVATE_WORDS: [&str; 2] = ["vin", "tel"];

/// Where the columns are.
pub(super) struct Columns {
    found: Vec<(Column, usize)>,
    /// The names of those that nothing is taken of.
    pub passed_over: Vec<String>,
}

impl Columns {
    /// Finds them in the first line.
    pub fn find(head: &StringRecord) -> Result<Self, NoList> {
        let mut found: Vec<(Column, usize)> = Vec::new();
        let mut passed_over = Vec::new();
        for (at, name) in head.iter().enumerate() {
            let Some(column) = column(name) else {
                if is_private(name) {
                    return Err(NoList::Private(shown(name)));
                }
                if !name.is_empty() {
                    passed_over.push(shown(name));
                }
                continue;
            };
            if let Some((_, before)) = found.iter().find(|(known, _)| *known == column) {
                return Err(NoList::Twice(shown(&head[*before]), shown(name)));
            }
            found.push((column, at));
        }
        for (column, names) in NAMES.iter().filter(|(column, _)| NEEDED.contains(column)) {
            if !found.iter().any(|(known, _)| known == column) {
                return Err(NoList::Missing(names[0], names[1..].join(", ")));
            }
        }
        Ok(Self { found, passed_over })
    }

    /// What a line has in a column; nothing where it is empty or there is no such column.
    pub fn cell<'a>(&self, record: &'a StringRecord, column: Column) -> Option<&'a str> {
        let (_, at) = self.found.iter().find(|(known, _)| *known == column)?;
        record.get(*at).filter(|cell| !cell.is_empty())
    }
}

fn column(name: &str) -> Option<Column> {
    let name = name.to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

fn is_private(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    PRIVATE.iter().any(|part| name.contains(part)) || words.any(|word| PRIVATE_WORDS.contains(&word))
}

/// A name as it is printed.
fn shown(name: &str) -> String {
    crate::terminal::line(name, 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_say_whose_visit_it_is_are_told_from_others() {
        for name in [
            "Customer",
            "owner_name",
            "PhoneNumber",
            "Tel",
            "tel.",
            "车牌号",
            "客户姓名",
            "联系方式",
            "VIN",
            "vin code",
            "聯繫電話",
            "E-Mail",
        ] {
            assert!(is_private(name), "{name}");
        }
        for name in ["amount", "备注", "金额", "driving", "hotel", "work", ""] {
            assert!(!is_private(name), "{name}");
        }
    }
}
