//! Complaints (客诉): what kind, how bad, who is concerned, and by when something has to happen.

mod clocks;
mod course;
mod number;
mod step;

pub use clocks::{Clocks, HOUR_MS};
pub use course::{Clock, Course, Deadline, NotNow};
pub use number::Number;
pub use step::{Done, Remedy, Step, StepKind};

use crate::json::{Node, Object, words};
use serde::{Deserialize, Serialize};

words! {
    /// What a complaint is about (`C2`).
    Category {
        /// The car itself: manufacture, material (产品质量).
        ProductQuality = "product_quality",
        /// Something fitted loosely or wrongly (装配).
        Fitting = "fitting",
        /// Operation, late maintenance (使用).
        Use = "use",
        /// Transport damage, a mistake during repair (其他).
        Other = "other",
        /// Attitude, waiting, price, explanation (售后服务).
        AfterSalesService = "after_sales_service",
        /// Promise, contract, price, delivery delay (销售).
        Sales = "sales",
    }

    /// The department concerned (`C2`).
    Department {
        /// 销售
        Sales = "sales",
        /// 服务
        Service = "service",
        /// 备件及精品
        Parts = "parts",
        /// 客户关怀
        CustomerCare = "customer_care",
    }

    /// How bad it is (`C3`), from light to heavy.
    Severity {
        /// 客户抱怨
        Grievance = "grievance",
        /// 一般投诉
        Ordinary = "ordinary",
        /// 重大投诉
        Major = "major",
    }
}

/// What a complaint record says in the open, so that clocks can be kept without opening anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// What the customer can quote (`C1`).
    pub number: Number,
    /// What it is about.
    pub category: Category,
    /// Who is concerned.
    pub department: Department,
    /// Proposed by the package's rule; staff see it, the customer does not.
    pub severity: Severity,
    /// Whether contact details were left: without them there is no contact clock (`C4`).
    pub contact: bool,
}

impl Complaint {
    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        Self {
            number: Number::read(&node.field("number")),
            category: Category::read(&node.field("category")),
            department: Department::read(&node.field("department")),
            severity: Severity::read(&node.field("severity")),
            contact: node.field("contact").bool(),
        }
    }

    pub(crate) fn to_json(&self) -> String {
        Object::new()
            .shown("number", &self.number)
            .shown("category", &self.category)
            .shown("department", &self.department)
            .shown("severity", &self.severity)
            .json("contact", if self.contact { "true" } else { "false" })
            .end()
    }
}
