// What blocks of code in documents may use without saying where it comes from; `given.mjs` has the values.
declare var clientId: string;
declare var userId: string;
/** Another user of the same integration key. */
declare var otherUserId: string;
declare var privateKey: string;
/** Another key pair of the same integration key. */
declare var nextPrivateKey: string;
declare var accountId: string;
declare var redirectUri: string;
/** A page of one's own that tells users by their requests. */
declare function userOf(request: Request): string;

// What platforms bring, as far as the documents use it.
declare const Deno: {
  env: { get(name: string): string | undefined; toObject(): Record<string, string> };
  openKv(): Promise<import("docusign-jwt/stores/deno-kv").DenoKv>;
};
declare const Bun: { env: Record<string, string | undefined> };

declare module "npm:docusign-jwt" {
  export * from "docusign-jwt";
}
declare module "npm:docusign-jwt/stores/deno-kv" {
  export * from "docusign-jwt/stores/deno-kv";
}
declare module "cloudflare:workers" {
  export function waitUntil(promise: Promise<unknown>): void;
}
declare module "redis" {
  export { createClient } from "@redis/client";
}
declare module "vitest";
declare module "msw";
declare module "msw/node";
// What Nuxt and Next bring, and what a block has from another one of its document.
declare function defineNuxtConfig<Config>(config: Config): Config;
declare function defineEventHandler<Result>(handler: (event: unknown) => Result): typeof handler;
declare function useRuntimeConfig(event: unknown): { docusign: { clientId: string; userId: string; privateKey: string } };
declare module "*/docusign.js" {
  export function docusign(event?: unknown): import("docusign-jwt").DocusignAuth;
}
declare module "next/server";
declare module "react";
