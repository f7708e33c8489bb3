// Types whose values have every member of what the package declares, and no other.
import type * as api from "docusign-jwt";
import type { DocusignAuth, DocusignEvent } from "docusign-jwt";

/** The values that the package exports. */
export type Values = Record<keyof typeof api, true>;

/** All options of a method of the client. */
export type OptionsOf<Method extends keyof DocusignAuth, At extends 0 | 1 = 0> = DocusignAuth[Method] extends (
  ...given: infer Given
) => unknown
  ? Required<NonNullable<Given[At]>>
  : never;

/** What each event carries, always or sometimes. */
export type Events = { [Type in DocusignEvent["type"]]: Carried<Extract<DocusignEvent, { type: Type }>> };
type Carried<Event> = { [Member in keyof Event]-?: object extends Pick<Event, Member> ? "sometimes" : "always" };
