//! Writes a JSON object, field by field.

/// An object that is being written.
#[derive(Debug)]
pub(crate) struct Object {
    text: String,
}

impl Object {
    pub(crate) fn new() -> Self {
        Self { text: String::from("{") }
    }

    fn name(&mut self, name: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        quote(&mut self.text, name);
        self.text.push(':');
    }

    /// A field that is JSON already.
    pub(crate) fn json(&mut self, name: &str, json: &str) {
        self.name(name);
        self.text.push_str(json);
    }

    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        quote(&mut self.text, value);
    }

    /// A text, or no field.
    pub(crate) fn optional_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.json(name, &value.to_string());
    }

    pub(crate) fn flag(&mut self, name: &str, value: bool) {
        self.json(name, if value { "true" } else { "false" });
    }

    pub(crate) fn texts(&mut self, name: &str, values: &mut dyn Iterator<Item = &str>) {
        self.json(name, &texts(values));
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

/// A list of what is JSON already.
pub(crate) fn list(items: &mut dyn Iterator<Item = String>) -> String {
    let mut list = String::from("[");
    for item in items {
        if list.len() > 1 {
            list.push(',');
        }
        list.push_str(&item);
    }
    list.push(']');
    list
}

/// A list of texts.
pub(crate) fn texts(values: &mut dyn Iterator<Item = &str>) -> String {
    list(&mut values.map(|value| {
        let mut text = String::with_capacity(value.len() + 2);
        quote(&mut text, value);
        text
    }))
}

/// A text in quotes (RFC 8259, section 7).
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        if c == '"' || c == '\\' {
            out.push('\\');
        }
        if c < ' ' {
            let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
            out.push_str("\\u00");
            out.push(digit(c as u32 >> 4));
            out.push(digit(c as u32 & 15));
        } else {
            out.push(c);
        }
    }
    out.push('"');
}
