import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "./log.ts";

/** Answers one request. */
export type Responder = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** What lies behind the one port. */
export type Rooms = { api: Responder; local: Responder; oidc: Responder; pages: Responder };

/** Sends each request to where its path belongs; under the name 127.0.0.1, which is also the issuer's, or for calls localhost. */
export function frontDoor(
  url: string,
  rooms: Rooms,
  log: Log,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { port } = new URL(url);
  return (request, response) => {
    const target = request.url ?? "/";
    const room = roomOf(target, rooms);
    const isCall = room === rooms.api || room === rooms.local;
    // Pages and login have one origin; under a name of its own a stranger's page could read along.
    if (request.headers.host === `localhost:${port}` && !isCall) {
      response.writeHead(307, { location: url + target }).end();
      return;
    }
    if (request.headers.host !== `127.0.0.1:${port}` && request.headers.host !== `localhost:${port}`) {
      response.writeHead(421, { "content-type": "text/plain" }).end(`The local stack answers at ${url} only.\n`);
      return;
    }
    const answering = async () => room(request, response);
    answering().catch((error: Error) => {
      log("gateway", `${request.method} ${target}: ${error.stack}`);
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: "Internal Server Error" }));
    });
  };
}

function roomOf(target: string, { api, local, oidc, pages }: Rooms): Responder {
  if (target.startsWith("/api/")) return api;
  if (target.startsWith("/local/")) return local;
  return target.startsWith("/oidc/") ? oidc : pages;
}
