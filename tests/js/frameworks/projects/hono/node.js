import { serve } from "@hono/node-server";
import app from "./src/index.js";

const port = Number(process.env.PORT);
serve({ fetch: (request) => app.fetch(request, process.env), port, hostname: "127.0.0.1" });
