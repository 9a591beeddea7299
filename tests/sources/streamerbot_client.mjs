/**
 * Prints what Streamer.bot's own client hears, one line of JSON an event, until it has heard enough.
 *
 * Usage: node streamerbot_client.mjs PORT PASSWORD EVENTS
 */
import { StreamerbotClient } from "@streamerbot/client";

const [port, password, enough] = process.argv.slice(2);
let heard = 0;

const client = new StreamerbotClient({
  host: "127.0.0.1",
  port: Number(port),
  password,
  autoReconnect: false,
  logLevel: "none",
  subscribe: { Twitch: ["Cheer"], General: ["Custom"] },
  onData: (/** @type {any} */ said) => {
    if (said.event?.source === "Request" || said.event === undefined) return;
    console.log(JSON.stringify([said.event.source, said.event.type, said.data]));
    heard += 1;
    if (heard === Number(enough)) void client.disconnect();
  },
  onError: (/** @type {Error} */ error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
});
