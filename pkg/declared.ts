// Holds what `index.d.ts` declares and what `api.js` exports together. It is compiled, never run, and not published.
import type * as api from "./api.js";
import type * as declared from "./index.js";

/** Every name is in both. */
type Missing = Exclude<keyof typeof declared, keyof typeof api>;
type Undeclared = Exclude<keyof typeof api, keyof typeof declared>;
export const none: [Missing, Undeclared] extends [never, never] ? true : false = true;

type Api = typeof api;
type Declared = typeof declared;
type Classes = { [Name in keyof Declared as Declared[Name] extends (...given: never) => unknown ? never : Name]: Declared[Name] };
type Functions = Omit<Declared, keyof Classes>;
type Instance<Class> = Class extends { prototype: infer Value } ? Value : never;
/** Which class has which code is the core's matter; where there is `Symbol.dispose`, a key has it. */
type WithoutCode<Value> = Omit<Value, "code" | typeof Symbol.dispose>;

/** Each function takes what is declared, and returns it. */
declare const functions: Pick<Api, keyof Functions>;
functions satisfies Functions;

/** Each object has what is declared. */
declare const objects: { [Name in keyof Classes]: WithoutCode<Instance<Api[Name]>> };
objects satisfies { [Name in keyof Classes]: WithoutCode<Instance<Classes[Name]>> };

/** A client is made of the declared options. */
declare const Client: new (...options: ConstructorParameters<Api["DocusignAuth"]>) => object;
Client satisfies new (
  ...options: ConstructorParameters<Declared["DocusignAuth"]>
) => object;
