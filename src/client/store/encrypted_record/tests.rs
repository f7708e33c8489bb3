use super::*;

const SECRET: &[u8] = b"0j4jHnF9yq1yQx0xkYb2XnZtQ4p7mVwS8rLkTgUeDzA=";

fn cipher(secrets: &[&[u8]]) -> RecordCipher {
    RecordCipher::new(secrets.iter().copied()).unwrap()
}

#[test]
fn writes_and_reads_what_openssl_made() {
    let table: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/vectors/store.json")).unwrap();
    let records = table["records"].as_array().unwrap();
    assert!(records.len() > 1);
    for row in records {
        let text = |name: &str| row[name].as_str().unwrap();
        let cipher = cipher(&[text("secret").as_bytes()]);
        let mut nonce = [0; NONCE];
        for (at, byte) in nonce.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text("nonce")[2 * at..2 * at + 2], 16).unwrap();
        }
        let (key, plain) = (text("cacheKey"), text("plain"));
        assert_eq!(cipher.names(key), [text("name")]);
        assert_eq!(cipher.encrypt_with(nonce, "token", key, plain).unwrap(), text("record"));
        assert_eq!(&*cipher.decrypt("token", key, text("record")).unwrap(), plain);
    }
}

#[test]
fn decrypts_only_what_was_encrypted_for_the_same() {
    let (first, second) = (cipher(&[SECRET]), cipher(&[b"another secret, long", SECRET]));
    let record = first.encrypt("token", "ann", "{}").unwrap();
    assert_ne!(record, first.encrypt("token", "ann", "{}").unwrap(), "each has a nonce of its own");
    assert_eq!(&*second.decrypt("token", "ann", &record).unwrap(), "{}");
    assert_eq!(second.names("ann")[1], first.names("ann")[0]);
    let foreign = cipher(&[b"another secret, long"]);
    assert_eq!(foreign.decrypt("token", "ann", &record), Err(StoreRejection::UnknownKey));
    for (purpose, context) in [("token", "bob"), ("answer", "ann")] {
        assert_eq!(first.decrypt(purpose, context, &record), Err(StoreRejection::Tampered));
    }
    for at in 0..record.len() {
        let mut bytes = record.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(first.decrypt("token", "ann", &changed).is_err(), "{at}");
    }
    let huge = format!("{record}{}", "A".repeat(LARGEST));
    for record in ["", "1", "1...", "2.a.b.c", "{\"token\":1}", &format!("{record}.x"), &huge] {
        assert_eq!(first.decrypt("token", "ann", record), Err(StoreRejection::Malformed));
    }
    assert_eq!(
        first.decrypt("token", "ann", &record[..record.len() - 9]),
        Err(StoreRejection::Malformed)
    );
}
