//! Users by e-mail and by ID, applications, and tokens of people who are present.

use docusign_jwt::{
    ApiRequest, ClientProof, ClientSecret, Code, ConsentOptions, Detail, DocusignAuth, UserId,
    UserQuery,
};

use crate::emulator::{ANN, BOB, CLIENT, Emulator, ISV, key};

#[tokio::test]
async fn an_address_of_two_users_is_an_error_with_both() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    docusign.consent(BOB).await;
    let error = auth.for_email("twin@example.com").await.unwrap_err();
    assert_eq!(error.code(), Code::UserLookupSeveral);
    let Some(Detail::Candidates { candidates, .. }) = error.detail() else { panic!("{error:?}") };
    assert_eq!(candidates.len(), 2);
    for (email, code) in [
        ("nobody@example.com", Code::UserLookupNone),
        ("closed@example.com", Code::UserLookupInactive),
        ("bob", Code::OptionInvalid),
    ] {
        assert_eq!(auth.for_email(email).await.unwrap_err().code(), code, "{email}");
    }
    let bob = auth.for_email("BOB@example.com").await.unwrap();
    assert_eq!(bob.settings().user_id().unwrap().as_str(), BOB);
    assert_eq!(bob.user_info().await.unwrap().user_id, BOB);
    let searches = docusign.count("/users").await;
    auth.for_email(" bob@EXAMPLE.com").await.unwrap();
    assert_eq!(docusign.count("/users").await, searches, "the client remembers who Bob is");
    let query = UserQuery::new("twin@example.com");
    assert_eq!(auth.find_users(query).await.unwrap().len(), 2);
    // Bob is no administrator.
    assert_eq!(bob.for_email("ann@example.com").await.unwrap_err().code(), Code::Forbidden);
}

#[tokio::test]
async fn each_user_has_a_token_and_accounts_of_its_own() {
    let docusign = Emulator::start();
    let ann = docusign.ann().await;
    docusign.consent(BOB).await;
    let bob = ann.for_user(UserId::parse(BOB).unwrap());
    let (of_ann, of_bob) = (ann.token().await.unwrap(), bob.token().await.unwrap());
    assert_ne!(of_ann.access_token, of_bob.access_token);
    assert_eq!(ann.clone().token().await.unwrap(), of_ann);
    let again = ann.for_user(UserId::parse(BOB).unwrap());
    assert_eq!(again.token().await.unwrap(), of_bob);
    assert_eq!(docusign.exchanges().await, 2);
    assert_eq!(ann.user_info().await.unwrap().user_id, ANN);
    let second = bob.user_info().await.unwrap().accounts[1].clone();
    let there = bob.with_account(second.account_id.clone());
    assert_eq!(there.account().await.unwrap(), second);
    let nowhere = bob.with_account("acc00000-0000-4000-8000-000000000009");
    assert_eq!(nowhere.account().await.unwrap_err().code(), Code::AccountNotAccessible);
}

#[tokio::test]
async fn an_application_finds_the_users_of_its_organization() {
    let docusign = Emulator::start();
    let auth = DocusignAuth::with_reqwest(docusign.settings(ISV), key()).unwrap();
    let application = auth.for_application();
    assert_eq!(application.token().await.unwrap().token_type, "Application");
    let bob = application.for_email("bob@example.com").await.unwrap();
    assert_eq!(bob.settings().user_id().unwrap().as_str(), BOB);
    assert_eq!(bob.settings().scopes().to_string(), "signature impersonation");
    assert_eq!(bob.account().await.unwrap().account_id, "acc00000-0000-4000-8000-000000000001");
    let response = application.get("/management/v2/organizations").await.unwrap();
    assert_eq!(response.status(), 200);
    let error = application.user_info().await.unwrap_err();
    assert_eq!(error.code(), Code::OptionMissing);
    let eventual = application.call(ApiRequest::get("/restapi/v2.1/accounts/{accountId}"));
    assert_eq!(eventual.await.unwrap_err().code(), Code::UrlNotAllowed);
}

#[tokio::test]
async fn a_person_who_is_present_logs_in() {
    let docusign = Emulator::start();
    let auth = DocusignAuth::with_reqwest(docusign.user(ANN), key()).unwrap();
    let options = ConsentOptions::default().with_state("s1");
    let url = auth.consent_url_with(&options).unwrap();
    assert!(url.contains("scope=signature%20impersonation") && url.contains("state=s1"), "{url}");
    let auth_scopes = "signature impersonation extended".parse().unwrap();
    let url = auth.with_scopes(auth_scopes).consent_url().unwrap();
    assert_eq!(auth.token().await.unwrap_err().code(), Code::ConsentRequired);
    let code = docusign.code(&url, ANN).await;
    let proof = ClientProof::secret(ClientSecret::new("emulator-secret-1"));
    let tokens = auth.exchange_code(&code, &proof, None).await.unwrap();
    assert!(!tokens.token.access_token.is_empty());
    // The refusal of a moment ago is forgotten: the user has consented.
    auth.token().await.unwrap();
    let refresh_token = tokens.refresh_token.unwrap();
    let again = auth.refresh_token(&refresh_token, &proof).await.unwrap();
    assert_ne!(again.token.access_token, tokens.token.access_token);
    let spent = auth.exchange_code(&code, &proof, None).await.unwrap_err();
    assert!(!spent.to_string().contains(&code), "{spent}");
    let bare = DocusignAuth::with_reqwest(docusign.settings(CLIENT), key()).unwrap();
    assert_eq!(bare.consent_url().unwrap_err().code(), Code::OptionMissing);
}
