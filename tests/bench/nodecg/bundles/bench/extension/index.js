/** Assigns a replicant its next state when a byte comes on a port of its own, as fan_out_peers does. */

"use strict";

const { readFileSync } = require("node:fs");
const { createServer } = require("node:net");

const GO = "g";
/** Milliseconds until all of an update has surely been sent. */
const SENT = 100;

module.exports = (nodecg) => {
  const text = readFileSync(process.env.BENCH_STATE, "utf8");
  let state = JSON.parse(text);
  const shown = nodecg.Replicant("state", { defaultValue: state, persistent: false });

  /** Answer with the processor seconds of an update, when NodeCG has sent it. */
  function update(connection) {
    const begun = process.cpuUsage();
    shown.value = state;
    setTimeout(() => {
      const { user, system } = process.cpuUsage(begun);
      const seconds = Buffer.alloc(8);
      seconds.writeDoubleLE((user + system) / 1e6);
      connection.write(seconds);
    }, SENT);
  }

  const server = createServer((connection) => {
    connection.on("data", (bytes) => {
      for (const byte of bytes.toString()) {
        if (byte === GO) update(connection);
        // Parsed anew: NodeCG makes what it is given its own.
        else state = { ...JSON.parse(text), seq: state.seq + 1 };
      }
    });
    connection.on("error", () => {});
  });
  server.listen(0, "127.0.0.1", () => console.log(`bench ${server.address().port}`));
};
