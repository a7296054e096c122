//! What comes from outside as JSON, taken apart field by field.
//!
//! Everything that is read goes through [`Fields`]: only whole numbers, no field twice, none unknown, and a
//! message that says where it went wrong. A reader derived for each type would do less with much more code.

mod text;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// More fields than anything that is read has: an object with more of them is not looked at any further.
const FIELDS_MAX: usize = 16;
/// How much of an unknown name is repeated in a message.
const NAME_CHARS_MAX: usize = 40;

/// Any JSON. Numbers that a session can't hold are only told apart from those it can.
#[derive(Debug)]
pub enum Json {
    Null,
    Flag(bool),
    Whole(u64),
    Negative(i64),
    /// With a fraction or an exponent, or too large.
    Fraction,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// For native tools and tests; the page reads with [`read`].
struct Reader;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Whole(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(u64::try_from(number).map_or(Json::Negative(number), Json::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Fraction)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut fields: Vec<(String, Json)> = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Json>()? {
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom(format_args!("{} stands there twice", quoted(&name))));
            }
            if fields.len() == FIELDS_MAX {
                return Err(A::Error::custom("an object has too many fields"));
            }
            fields.push((name, value));
        }
        Ok(Json::Object(fields))
    }
}

/// Reads what is to be one thing in JSON.
///
/// # Errors
/// If the text is no JSON, or not of that thing: what is wrong, and where.
pub fn read<T: TryFrom<Json, Error = String>>(text: &str) -> Result<T, String> {
    text::parse(text)?.try_into()
}

/// A name from outside, as messages repeat it.
pub fn quoted(name: &str) -> String {
    match name.char_indices().nth(NAME_CHARS_MAX) {
        Some((end, _)) => format!("`{}…`", &name[..end]),
        None => format!("`{name}`"),
    }
}

/// The fields of an object, each to be taken once. The first thing that is wrong is kept until [`Fields::give`].
pub struct Fields {
    fields: Vec<(String, Json)>,
    wrong: Option<String>,
}

impl TryFrom<Json> for Fields {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Object(fields) => Ok(Self { fields, wrong: None }),
            _ => Err("it has to be an object with named fields".to_owned()),
        }
    }
}

impl Fields {
    fn find(&mut self, name: &str) -> Option<Json> {
        let at = self.fields.iter().position(|(other, _)| other == name)?;
        Some(self.fields.swap_remove(at).1)
    }

    /// Keeps what is wrong until the end; what came first counts.
    fn note<T>(&mut self, read: Result<T, String>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.wrong.get_or_insert(wrong);
                None
            }
        }
    }

    /// A field that has to be there, and that nothing can stand for meanwhile.
    ///
    /// # Errors
    /// If it is missing or wrong.
    pub fn need<T: TryFrom<Json, Error = String>>(&mut self, name: &str) -> Result<T, String> {
        let json = self.find(name).ok_or_else(|| format!("`{name}` is missing"))?;
        named(name, json)
    }

    /// A field that has to be there.
    pub fn take<T: TryFrom<Json, Error = String> + Default>(&mut self, name: &str) -> T {
        let read = self.need(name);
        self.note(read).unwrap_or_default()
    }

    /// A field that says the same left out as when it is null.
    pub fn maybe<T: TryFrom<Json, Error = String>>(&mut self, name: &str) -> Option<T> {
        match self.find(name)? {
            Json::Null => None,
            json => self.note(named(name, json)),
        }
    }

    /// A field that is `usual` when it is left out.
    pub fn or<T: TryFrom<Json, Error = String>>(&mut self, name: &str, usual: T) -> T {
        let read = self.find(name).and_then(|json| self.note(named(name, json)));
        read.unwrap_or(usual)
    }

    /// What was made of the fields.
    ///
    /// # Errors
    /// If one was wrong or missing, or was not taken.
    pub fn give<T>(self, made: T) -> Result<T, String> {
        let unknown = self.fields.first().map(|(name, _)| format!("there is no field {}", quoted(name)));
        self.wrong.or(unknown).map_or(Ok(made), Err)
    }
}

/// What a field holds; what is wrong with it is told with its name.
fn named<T: TryFrom<Json, Error = String>>(name: &str, json: Json) -> Result<T, String> {
    json.try_into().map_err(|why| format!("`{name}`: {why}"))
}

impl TryFrom<Json> for u64 {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Whole(number) => Ok(number),
            Json::Negative(_) => Err("it can't be less than 0".to_owned()),
            Json::Fraction => Err("it has to be a whole number, and not so large".to_owned()),
            _ => Err("it has to be a whole number".to_owned()),
        }
    }
}

/// A number that has to fit into less than 64 bits.
fn fitting<T: TryFrom<u64>>(json: Json) -> Result<T, String> {
    T::try_from(u64::try_from(json)?).map_err(|_| "it is too large".to_owned())
}

impl TryFrom<Json> for u32 {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        fitting(json)
    }
}

impl TryFrom<Json> for u8 {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        fitting(json)
    }
}

impl TryFrom<Json> for i32 {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Negative(number) => i32::try_from(number).map_err(|_| "it is too far below 0".to_owned()),
            json => fitting(json),
        }
    }
}

impl TryFrom<Json> for bool {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Flag(flag) => Ok(flag),
            _ => Err("it has to be true or false".to_owned()),
        }
    }
}

impl TryFrom<Json> for String {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Text(text) => Ok(text),
            _ => Err("it has to be a text".to_owned()),
        }
    }
}

impl<T: TryFrom<Json, Error = String>> TryFrom<Json> for Vec<T> {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let Json::List(items) = json else { return Err("it has to be a list".to_owned()) };
        let mut read = Vec::with_capacity(items.len());
        for item in items {
            let number = read.len() + 1;
            read.push(T::try_from(item).map_err(|why| format!("number {number}: {why}"))?);
        }
        Ok(read)
    }
}

impl TryFrom<Json> for [u64; 2] {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let numbers: Vec<u64> = json.try_into()?;
        numbers.try_into().map_err(|_| "it has to be two numbers".to_owned())
    }
}
