import { answer } from "./suite.js";

export const proxy = answer;
export const config = { matcher: "/proxy" };
