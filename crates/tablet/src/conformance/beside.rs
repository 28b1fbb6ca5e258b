//! Settings, and what lies beside the database.

use super::journal::EPOCH;
use crate::{Setting, Storage, Witness};
use handover_domain::ids::Epoch;
use uuid::Uuid;

pub async fn each_setting_is_kept_by_itself_and_an_empty_one_is_none<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let storage = open("settings").await;
    let all =
        [Setting::Config, Setting::Told, Setting::Heard, Setting::App, Setting::NewKey, Setting::LastReceipt];
    for which in all {
        assert_eq!(storage.setting(which).await, Ok(None));
        storage.keep_setting(which, which.name()).await.unwrap();
    }
    for which in all {
        assert_eq!(storage.setting(which).await.unwrap().as_deref(), Some(which.name()));
        storage.keep_setting(which, "another\n一个\n").await.unwrap();
    }
    let again = open("settings").await;
    for which in all {
        assert_eq!(again.setting(which).await.unwrap().as_deref(), Some("another\n一个\n"));
        again.keep_setting(which, "").await.unwrap();
        assert_eq!(storage.setting(which).await, Ok(None));
    }
    assert_eq!(storage.head().await, Ok(None), "the journal is none of them");
}

pub async fn the_witness_is_kept_in_two_places<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let storage = open("witness").await;
    for (seq, before) in [(7, vec![]), (8, vec![(Epoch(Uuid::from_u128(1)), 9), (EPOCH, 2)]), (3, vec![])] {
        let witness = Witness { epoch: EPOCH, seq, pending: 2, before };
        storage.keep_witness(&witness).await.unwrap();
        let both = vec![witness.clone(), witness];
        assert_eq!(storage.witnesses().await, both);
        assert_eq!(open("witness").await.witnesses().await, both);
    }
}

pub async fn the_copy_of_the_configuration_is_the_newest<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let storage = open("copy").await;
    for envelope in ["{\"version\":1}", "{\"version\":2,\"店\":\"一\"}"] {
        storage.keep_config_copy(envelope).await.unwrap();
        assert_eq!(storage.config_copy().await.as_deref(), Some(envelope));
        assert_eq!(open("copy").await.config_copy().await.as_deref(), Some(envelope));
    }
}
