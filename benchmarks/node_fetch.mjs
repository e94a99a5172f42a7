// Node's fetch with JSON parsing, COUNT calls in flight for SECONDS, after a second to warm up: prints seconds for one call.
const [url, count, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const headers = { "Content-Type": "application/json", Authorization: "Bearer fake" };
const body = '{"type":"list","id":"204"}';
let calls = 0;
async function call() {
  const answer = await fetch(url, { method: "POST", headers, body });
  const value = await answer.json();
  if (!value.data.links.length) throw new Error("no links");
  calls += 1;
}
async function during(seconds) {
  const end = performance.now() + seconds * 1000;
  const worker = async () => { while (performance.now() < end) await call(); };
  await Promise.all(Array.from({ length: count }, worker));
}
await during(1);
calls = 0;
const started = performance.now();
await during(seconds);
process.stdout.write(String((performance.now() - started) / 1000 / calls));
