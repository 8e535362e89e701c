import { expect, test } from "@jest/globals";
import { RegistryError } from "../../src/registry/error.ts";
import { PaceMeter, paced, shownBytes } from "../../src/registry/pace.ts";
import { errorOf, until } from "./opening.ts";

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

test("time in which nothing is asked for does not count", async () => {
  let isSlow = false;
  const meter = new PaceMeter({ graceMs: 200, bytesPerSecond: 1, mostMs: 10_000 }, () => {
    isSlow = true;
  });
  meter.start();
  meter.stop();
  await pause(400);
  expect(isSlow).toBe(false);
  meter.start();
  await until(() => isSlow);
});

test("one that goes on is enough for time to count", async () => {
  let isSlow = false;
  const meter = new PaceMeter({ graceMs: 100, bytesPerSecond: 1, mostMs: 10_000 }, () => {
    isSlow = true;
  });
  meter.start();
  meter.start();
  meter.stop();
  await until(() => isSlow);
});

test("what has come gives more time, up to the most", async () => {
  let count = 0;
  const meter = new PaceMeter({ graceMs: 50, bytesPerSecond: 1, mostMs: 400 }, () => {
    count++;
  });
  meter.received(1_000_000);
  meter.start();
  await pause(150);
  expect(count).toBe(0);
  await until(() => count > 0);
  expect(meter.account).toContain(
    "only 976 KiB came in 0 s, and 0 s and one more for each 1 bytes",
  );
});

test("an end is an end", async () => {
  let isSlow = false;
  const meter = new PaceMeter({ graceMs: 20, bytesPerSecond: 1, mostMs: 40 }, () => {
    isSlow = true;
  });
  meter.start();
  meter.end();
  await pause(100);
  expect(isSlow).toBe(false);
});

test("what fails by itself or is stopped is not called slow", async () => {
  const pace = { graceMs: 60_000, bytesPerSecond: 1, mostMs: 60_000 };
  const never = new AbortController().signal;
  const failing = paced("it", pace, never, () =>
    Promise.reject(new RegistryError("not-found", "it is not there")),
  );
  expect((await errorOf(failing)).message).toBe("it is not there");
  const stopped = paced("it", pace, AbortSignal.abort(), (signal) =>
    Promise.reject(new RegistryError("unavailable", signal.aborted ? "stopped" : "went on")),
  );
  expect((await errorOf(stopped)).message).toBe("stopped");
});

test.each([
  [0, "0 bytes"],
  [1_023, "1023 bytes"],
  [1_024, "1 KiB"],
  [2 ** 20 - 1, "1023 KiB"],
  [16 * 2 ** 30, "16384 MiB"],
])("%d bytes are shown as %s", (bytes, shown) => {
  expect(shownBytes(bytes)).toBe(shown);
});
