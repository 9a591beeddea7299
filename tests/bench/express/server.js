// The peer of durable ingest in JavaScript: express, and one transaction of better-sqlite3 a gift.
const [folder] = process.argv.slice(2);

const Database = require("better-sqlite3");
const express = require("express");

const db = new Database(`${folder}/express.sqlite3`);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec(`CREATE TABLE gifts (
    seq INTEGER PRIMARY KEY, gifter TEXT NOT NULL, gift TEXT NOT NULL, count INTEGER NOT NULL,
    coins INTEGER NOT NULL, key TEXT UNIQUE
) STRICT`);
const insert = db.prepare("INSERT INTO gifts (gifter, gift, count, coins, key) VALUES (?, ?, ?, ?, ?)");

const isText = (value) => typeof value === "string" && value.length >= 1 && value.length <= 64;
const isNumber = (value) => Number.isSafeInteger(value) && value >= 1;

const app = express();
app.disable("x-powered-by");
app.disable("etag");
app.use(express.json());
app.get("/healthz", (_request, response) => response.json({ status: "ready" }));
app.post("/api/gifts", (request, response) => {
  const { gifter, gift, count = 1, coins } = request.body;
  if (!(isText(gifter) && isText(gift) && isNumber(count) && isNumber(coins))) {
    return response.status(422).json({ detail: "That is no gift." });
  }
  const key = request.get("idempotency-key");
  const { lastInsertRowid } = insert.run(gifter, gift, count, coins, key);
  return response.status(201).json({ seq: Number(lastInsertRowid), gifter, gift, count, coins });
});

const server = app.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
process.on("SIGTERM", () => process.exit(0));
