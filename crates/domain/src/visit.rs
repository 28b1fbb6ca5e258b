//! What a visit was for, and how its questions reach the customer.

use crate::json::words;

words! {
    /// The kinds of visit; each has its own questionnaire.
    Visit {
        /// Maintenance or repair (维修/保养), after-sales satisfaction (CSI).
        Service = "service",
        /// Handing over a new car (交车), sales satisfaction (SSI).
        Delivery = "delivery",
    }

    /// How the questions reached the customer.
    Channel {
        /// On the showroom tablet (现场).
        Kiosk = "kiosk",
        /// By phone (电话回访).
        Phone = "phone",
        /// By letter or message (信函/短信).
        Letter = "letter",
    }
}
