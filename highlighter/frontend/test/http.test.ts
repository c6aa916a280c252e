import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "vitest";
import { Api, Unauthorised, Unreachable } from "../src/core/api.ts";
import { httpSend } from "../src/core/outbox.ts";
import type { Later } from "../src/core/outbox.ts";
import { operation } from "./workbench.ts";

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** Runs `work` against a server that answers as told. */
async function serving(answer: Answer, work: (api: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const never: Later = () => () => {};
const token = (): string => "secret";

function status(code: number, body = "{}"): Answer {
  return (_, response) => response.writeHead(code, { "Content-Type": "application/json" }).end(body);
}

test("operations are posted with the token, and the results come back", async () => {
  const asked = operation("create", { note: "💩 é" });
  const seen: unknown[] = [];
  const answer: Answer = (request, response, body) => {
    seen.push(request.method, request.url, request.headers.authorization, JSON.parse(body));
    const { operations } = JSON.parse(body) as { operations: { id: string }[] };
    const results = operations.map(({ id }) => ({ id, status: "saved", annotation: null, message: null }));
    response.end(JSON.stringify({ results }));
  };
  await serving(answer, async (api) => {
    const outcome = await httpSend(api, token, fetch, never)([asked]);
    const results = [{ id: asked.id, status: "saved", annotation: null, message: null }];
    assert.deepEqual(outcome, { kind: "answered", results });
  });
  assert.deepEqual(seen, ["POST", "/api/annotations", "Bearer secret", { operations: [asked] }]);
});

test("what may come of a call is told apart", async () => {
  const kinds = [
    [401, "unauthorised"], [400, "refused"], [413, "refused"], [503, "refused"],
  ] as const;
  for (const [code, kind] of kinds) {
    await serving(status(code), async (api) => {
      const outcome = await httpSend(api, token, fetch, never)([operation("create")]);
      assert.equal(outcome.kind, kind);
      if (outcome.kind === "refused") assert.equal(outcome.status, code);
    });
  }
  for (const body of ["<html>Sign in to the hotel's network</html>", "{}", "null"]) {
    await serving(status(200, body), async (api) => {
      const outcome = await httpSend(api, token, fetch, never)([operation("create")]);
      assert.equal(outcome.kind, "unreachable");
    });
  }
});

test("a server that does not answer is given up, and one that is gone is unreachable", async () => {
  let gone = "";
  let giveUp = (): void => {};
  const later: Later = (ms, work) => {
    assert.equal(ms, 10_000);
    giveUp = work;
    return () => {};
  };
  await serving(() => giveUp(), async (api) => {
    gone = api;
    const outcome = await httpSend(api, token, fetch, later)([operation("create")]);
    assert.deepEqual(outcome, {
      kind: "unreachable", reason: "reason_slow",
    });
  });
  assert.equal((await httpSend(gone, token, fetch, never)([operation("create")])).kind, "unreachable");
});

test("text, annotations and sentences are fetched as they are stored", async () => {
  const answers: Record<string, string> = {
    "/api/revisions/3/text": "\ufeffa\u200b💩\r\n\u2028 b",
    "/api/revisions/3/annotations": '{"annotations": [{"id": "x"}]}',
    "/api/revisions/3/sentences": '{"segmenter": "s", "sentences": [[0, 2]]}',
  };
  await serving((request, response) => response.end(answers[request.url!]), async (base) => {
    const api = new Api(base, token, fetch);
    assert.equal(await api.text(3), answers["/api/revisions/3/text"]);
    assert.deepEqual(await api.annotations(3), [{ id: "x" }]);
    assert.deepEqual(await api.sentences(3), [[0, 2]]);
  });
});

test("what cannot be fetched is said in a sentence, and a sign-in that is over apart from it", async () => {
  await serving(status(401), async (base) => {
    await assert.rejects(new Api(base, token, fetch).text(3), Unauthorised);
  });
  for (const answer of [status(404), status(200, "{}"), status(200, "<html>")]) {
    await serving(answer, async (base) => {
      await assert.rejects(new Api(base, token, fetch).annotations(3), Unreachable);
    });
  }
  const away = new Api("http://127.0.0.1:1/api", token, fetch);
  await assert.rejects(away.sentences(3), /does not answer/);
});
