// The types declare the options that the core and the package read: those and no others. That it compiles is the test.
// `cargo xtask generate` writes the names that are read.
import type {
  AssertionOptions,
  CommonOptions,
  ConsentUrlOptions,
  CustomEnvironment,
  DocusignAuth,
  DocusignEvent,
  FetchInit,
  RetryOptions,
  inspectAssertion,
} from "docusign-jwt";
import type { Names } from "../../generated/options.js";

type Read<List extends keyof Names> = keyof Names[List];
type OptionsOf<Method extends "exchangeCode" | "findUsers" | "refreshToken"> = keyof Parameters<DocusignAuth[Method]>[0];

/** What is in one and not in the other. */
type Difference<A, B> = Exclude<A, B> | Exclude<B, A>;
type Empty<Nothing extends never> = Nothing;

export type Checked = [
  Empty<Difference<Read<"client"> | Read<"clientInJavaScript">, keyof CommonOptions | "privateKey" | "signer">>,
  Empty<Difference<Read<"servers">, keyof CustomEnvironment>>,
  Empty<Difference<Read<"retry">, keyof RetryOptions>>,
  Empty<Difference<Read<"consentUrl">, keyof ConsentUrlOptions>>,
  Empty<Difference<Read<"assertion"> | "privateKey" | "now", keyof AssertionOptions>>,
  Empty<Difference<Read<"inspection"> | "now", keyof NonNullable<Parameters<typeof inspectAssertion>[1]>>>,
  Empty<Difference<Read<"code"> | "signal" | "adminConsent", OptionsOf<"exchangeCode">>>,
  Empty<Difference<Read<"refresh"> | "signal", OptionsOf<"refreshToken">>>,
  Empty<Difference<Read<"userSearch"> | "signal", OptionsOf<"findUsers">>>,
  // Beside what `auth.fetch` reads itself, it passes on what the platform's RequestInit has.
  Empty<Exclude<Read<"ownOfFetch">, keyof FetchInit>>,
  Empty<Exclude<keyof FetchInit, Read<"ownOfFetch"> | keyof RequestInit>>,
  Empty<Exclude<Read<"rejected">, Extract<DocusignEvent, { type: "store_rejected" }>["reason"]>>,
];
