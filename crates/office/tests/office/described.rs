//! What head office says of its API, to hold its answers against.

use crate::app::App;
use handover_domain::wire::Problem;
use serde_json::{Map, Value, json};

/// The description, as it is served.
pub struct Described(pub Value);

/// One method of one address.
pub struct Operation {
    pub method: String,
    pub path: String,
    /// What it says of itself.
    pub said: Value,
}

impl Described {
    pub fn by(app: &App) -> Self {
        let answer = app.get("/api/v1/openapi.json", &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
        Self(serde_json::from_slice(&answer.body).unwrap())
    }

    pub fn operations(&self) -> Vec<Operation> {
        let of_path = |(path, methods): (&String, &Value)| {
            let methods = methods.as_object().unwrap().clone();
            let path = path.clone();
            methods.into_iter().map(move |(method, said)| Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                said,
            })
        };
        self.0["paths"].as_object().unwrap().iter().flat_map(of_path).collect()
    }

    pub fn schemas(&self) -> &Map<String, Value> {
        self.0["components"]["schemas"].as_object().unwrap()
    }

    /// The same, in which nothing is allowed but what is described.
    pub fn strict(&self) -> Self {
        let mut strict = self.0.clone();
        for schema in strict["components"]["schemas"].as_object_mut().unwrap().values_mut() {
            if schema.get("properties").is_some() {
                schema["additionalProperties"] = json!(false);
            }
        }
        Self(strict)
    }

    /// Why a value is not of this schema, if it is not.
    pub fn fault(&self, schema: &str, value: &Value) -> Option<String> {
        let whole = json!({
            "$ref": format!("#/components/schemas/{schema}"),
            "components": self.0["components"],
        });
        let validator = jsonschema::options().should_validate_formats(true).build(&whole).unwrap();
        validator.iter_errors(value).next().map(|fault| format!("{schema}{}: {fault}", fault.instance_path()))
    }
}

impl Operation {
    /// Whether people ask, and not tablets.
    pub fn is_for_people(&self) -> bool {
        self.said["tags"].to_string().contains("people")
    }

    /// Whether it takes a body, or a line that a tablet signed.
    pub fn wants_a_tablet(&self) -> bool {
        !self.is_for_people()
            && (self.said.get("requestBody").is_some() || self.said.get("security").is_some())
    }

    /// Its address, with this text where it names something.
    pub fn path_of(&self, text: &str) -> String {
        match self.path.split_once('{').zip(self.path.split_once('}')) {
            Some(((before, _), (_, after))) => format!("{before}{text}{after}"),
            None => self.path.clone(),
        }
    }

    /// The schema of the body that people send.
    pub fn body(&self) -> Option<&str> {
        let body = &self.said["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        body.as_str().filter(|_| self.is_for_people())?.rsplit('/').next()
    }

    /// The schema of what is signed in its body, or in its line of authorisation.
    pub fn payload<'a>(&'a self, described: &'a Described) -> Option<&'a str> {
        if self.is_for_people() {
            return None;
        }
        let body = &self.said["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        let signed = match body.as_str() {
            Some(body) => &described.schemas()[body.rsplit('/').next()?],
            None => return self.said.get("security").map(|_| "Request"),
        };
        signed["properties"]["payload"]["x-content-schema"].as_str()?.rsplit('/').next()
    }

    /// The headers that it describes.
    pub fn headers(&self) -> Vec<&str> {
        self.parameters("header")
    }

    /// The names in the address's query that it describes.
    pub fn queries(&self) -> Vec<&str> {
        self.parameters("query")
    }

    fn parameters(&self, place: &str) -> Vec<&str> {
        let parameters = self.said["parameters"].as_array().into_iter().flatten();
        let there = parameters.filter(|parameter| parameter["in"] == place);
        there.map(|parameter| parameter["name"].as_str().unwrap()).collect()
    }

    /// Whether it says that it may refuse so.
    pub fn may_refuse(&self, problem: &Problem) -> bool {
        let response = &self.said["responses"][problem.status.to_string()];
        let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
        let says = response["description"].as_str().unwrap_or("");
        schema == "#/components/schemas/Problem" && says.contains(&format!("`{}`", problem.reason))
    }
}
