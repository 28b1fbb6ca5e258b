//! A signed envelope and what it holds.

use super::words::Base64;
use std::borrow::Cow;
use std::marker::PhantomData;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A JWS in flattened JSON whose payload is a `P`.
pub struct Signed<P>(PhantomData<P>);

impl<P: ToSchema> PartialSchema for Signed<P> {
    fn schema() -> RefOr<Schema> {
        let payload = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .content_encoding("base64url")
            .content_media_type("application/json")
            .description(Some(format!("The JSON of a `{}`", P::name())))
            .extensions(Some(
                ExtensionsBuilder::new()
                    .add("x-content-schema", Ref::from_schema_name(P::name()).ref_location)
                    .build(),
            ));
        ObjectBuilder::new()
            .description(Some(
                "A JWS in flattened JSON (RFC 7515 §7.2.2), signed with ES256 over `protected.payload`",
            ))
            .property("protected", Base64::schema())
            .property("payload", payload)
            .property("signature", Base64::schema())
            .required("protected")
            .required("payload")
            .required("signature")
            .into()
    }
}

impl<P: ToSchema> ToSchema for Signed<P> {
    fn name() -> Cow<'static, str> {
        format!("Signed{}", P::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((P::name().into(), P::schema()));
        P::schemas(schemas);
    }
}
