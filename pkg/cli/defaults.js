/** Defaults of the core, for the help. Written by cargo xtask generate. */
export const TIMEOUT = "30000 (30 seconds)";
export const LIFETIME = "600000 (10 minutes)";
