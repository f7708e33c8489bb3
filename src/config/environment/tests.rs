use super::*;

#[test]
fn names_the_environment_that_a_server_of_docusign_belongs_to() {
    for (server, name) in [
        ("https://demo.docusign.net", "demo"),
        ("https://demo.docusign.net/restapi", "demo"),
        ("demo.docusign.net:443", "demo"),
        ("https://account-d.docusign.com/oauth/token", "demo"),
        ("account-d.docusign.net", "demo"),
        ("account-d.docusign.org", "demo"),
        ("apps-d.docusign.com", "demo"),
        ("https://api-d.docusign.net/management", "demo"),
        ("admindemo.docusign.com", "demo"),
        ("appdemo.docusign.com", "demo"),
        ("lens-d.docusign.net", "demo"),
        ("https://na4.docusign.net/restapi", "production"),
        ("eu.docusign.net", "production"),
        ("account.docusign.com/oauth", "production"),
        ("account.docusign.net", "production"),
        ("api.docusign.com", "production"),
        ("admin.docusign.com", "production"),
        ("https://user@na2.docusign.net", "production"),
        ("demo.docusign.net.", "demo"),
        ("account-d.docusign.com.", "demo"),
        ("account-d.docusign.com:8443", "demo"),
        ("\"https://demo.docusign.net\"", "demo"),
        ("acount-d.docusign.com", "demo"),
        ("account.docusign.co", "production"),
        ("demo.rooms.docusign.com", "demo"),
        ("mcp-d.docusign.com/mcp", "demo"),
    ] {
        for error in [
            Environment::custom(server, None, None).unwrap_err(),
            server.parse::<Environment>().unwrap_err(),
        ] {
            assert_eq!(error.code(), Code::EnvironmentInvalid, "{server}");
            let says = format!("Set the environment to \"{name}\".");
            assert!(error.remedy().starts_with(&says), "{server}: {error}");
        }
    }
    for page in [
        "https://developers.docusign.com",
        "www.docusign.com",
        "docusign.com",
        "stage.docusign.net",
    ] {
        let error = Environment::custom(page, None, None).unwrap_err();
        assert!(error.remedy().contains("\"demo\" or \"production\""), "{page}: {error}");
    }
}

#[test]
fn names_are_read_or_named() {
    for (text, name) in [
        ("Demo", "demo"),
        (" DEMO\n", "demo"),
        ("\"demo\"", "demo"),
        ("PRODUCTION", "production"),
        ("'production'", "production"),
    ] {
        assert_eq!(text.parse::<Environment>().map(|read| read.name()), Ok(name), "{text}");
    }
    for (text, write) in [
        ("sandbox", "Use \"demo\","),
        ("Developer", "Use \"demo\","),
        ("test", "Use \"demo\","),
        ("demo-environment", "Use \"demo\","),
        ("prod", "Use \"production\","),
        ("LIVE", "Use \"production\","),
        ("Prod1", "Use \"production\","),
        ("preprod", "Use \"demo\" or \"production\","),
        ("na4", "Use \"demo\" or \"production\","),
        ("", "Use \"demo\" or \"production\","),
    ] {
        let error = text.parse::<Environment>().unwrap_err();
        assert!(error.remedy().starts_with(write), "{text}: {error}");
    }
    for (text, write) in [("demo", "demo"), ("Sandbox", "demo"), ("prod", "production")] {
        let error = Environment::custom(text, None, None).unwrap_err();
        assert!(
            error.remedy().starts_with(&format!("Set the environment to \"{write}\" in")),
            "{text}: {error}"
        );
    }
}

#[test]
fn takes_auth_hosts_and_servers_of_others() {
    for (server, name) in [
        ("account-d.docusign.com", "demo"),
        (" https://ACCOUNT-D.docusign.com/ ", "demo"),
        ("https://account.docusign.com:443", "production"),
        ("account-s.docusign.com", "custom"),
        ("docusign.example.com", "custom"),
        ("account.docusign.example.com", "custom"),
        ("account-d.docusign.test", "custom"),
        ("emulator", "custom"),
        ("https://account.example.com", "custom"),
        ("http://localhost:8080", "custom"),
    ] {
        let environment = Environment::custom(server, None, None);
        assert_eq!(environment.map(|environment| environment.name()), Ok(name), "{server}");
    }
}
