//! What a shop's staff see of their own tablet and of each other's: counts, and complaints with what is due. Counts,
//! never scores (`I3`), and nothing of what a customer said.

use crate::complaint::{Complaint, Course, Done};
use crate::ids::OrderRef;
use crate::moment::Written;
use crate::record::{Glance, Kind, Mode, Outcome};
use crate::wire::Feed;
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta};

/// The open heads of a tablet's journal, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books(Vec<Glance>);

/// How much there was in a span of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// The tablet was handed to a customer.
    pub handovers: u32,
    /// Handovers of which a completed survey came.
    pub answered: u32,
    /// Completed surveys, with a handover or without.
    pub surveys: u32,
    /// Complaints.
    pub complaints: u32,
}

impl Counts {
    /// Of a hundred handovers, so many brought a survey (`S5`); none where there was no handover.
    pub fn response_rate(&self) -> Option<u32> {
        (self.answered * 200 + self.handovers).checked_div(self.handovers * 2)
    }
}

impl Books {
    /// Adds the record behind those that are known.
    pub fn add(&mut self, glance: Glance) {
        self.0.push(glance);
    }

    /// What there was from a day on, of the records of this mode.
    pub fn counts(&self, mode: Mode, from: NaiveDate) -> Counts {
        let is_then = |glance: &&Glance| {
            glance.mode == mode && glance.captured_at.moment().is_some_and(|at| at.date_naive() >= from)
        };
        let mut counts = Counts::default();
        for glance in self.0.iter().filter(is_then) {
            match glance.kind {
                Kind::Handover => {
                    counts.handovers += 1;
                    let order = glance.handover.as_ref();
                    counts.answered += u32::from(order.is_some_and(|order| self.is_answered(order)));
                }
                Kind::Response if glance.outcome == Some(Outcome::Completed) => counts.surveys += 1,
                Kind::Complaint => counts.complaints += 1,
                Kind::Response | Kind::ComplaintStep | Kind::DeviceEvent => {}
            }
        }
        counts
    }

    /// Whether a completed survey came of this handover.
    pub fn is_answered(&self, order: &OrderRef) -> bool {
        let is_it =
            |glance: &&Glance| glance.kind == Kind::Response && glance.outcome == Some(Outcome::Completed);
        self.0.iter().filter(is_it).any(|glance| glance.handover.as_ref() == Some(order))
    }

    /// When the tablet was last handed over for this, if it was.
    pub fn handed_over(&self, order: &OrderRef) -> Option<&Written> {
        let is_it =
            |glance: &&Glance| glance.kind == Kind::Handover && glance.handover.as_ref() == Some(order);
        self.0.iter().rev().find(is_it).map(|glance| &glance.captured_at)
    }

    /// The complaints of this tablet and of the feed, with all steps that either knows of: those with the nearest deadline
    /// first, closed ones last. All of it by head office's clock, as the feed is, which is so far ahead of the tablet's.
    pub fn complaints(&self, mode: Mode, feed: Option<&Feed>, ahead: TimeDelta) -> Vec<Course> {
        let moved = |at: &Written| match at.moment() {
            Some(moment) if !ahead.is_zero() => (moment + ahead).into(),
            _ => at.clone(),
        };
        let mut all: Vec<Course> = feed.map(|feed| feed.complaints.clone()).unwrap_or_default();
        for glance in self.0.iter().filter(|glance| glance.mode == mode) {
            if let Some(complaint) = &glance.complaint
                && find(&mut all, complaint).is_none()
            {
                all.push(Course::new(complaint.clone(), moved(&glance.captured_at)));
            }
        }
        for glance in self.0.iter().filter(|glance| glance.mode == mode) {
            let Some(step) = &glance.step else { continue };
            let Some(course) = all.iter_mut().find(|course| course.complaint.number == step.number) else {
                continue;
            };
            course.add([Done {
                record: glance.id,
                kind: step.kind,
                remedy: step.remedy,
                by: step.by.clone(),
                at: moved(&glance.captured_at),
            }]);
        }
        let due = |course: &Course| course.next().map(|clock| clock.due);
        all.sort_by_key(|course| (course.is_closed(), due(course).is_none(), due(course)));
        all
    }

    /// The record of a complaint, where it lies in this journal: its place among what was added, from 0.
    pub fn place_of(&self, complaint: &Complaint) -> Option<usize> {
        let is_it =
            |glance: &Glance| glance.complaint.as_ref().is_some_and(|own| own.number == complaint.number);
        self.0.iter().position(is_it)
    }
}

fn find<'a>(all: &'a mut [Course], complaint: &Complaint) -> Option<&'a mut Course> {
    all.iter_mut().find(|course| course.complaint.number == complaint.number)
}

/// The Monday of the week.
pub fn week(now: DateTime<FixedOffset>) -> NaiveDate {
    let today = now.date_naive();
    let since = Days::new(today.weekday().num_days_from_monday().into());
    today.checked_sub_days(since).unwrap_or(today)
}
