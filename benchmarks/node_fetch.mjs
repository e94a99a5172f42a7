// Node's fetch with JSON parsing, COUNT calls in flight for SECONDS: prints what the Python peers report.
const [url, count, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const headers = { "Content-Type": "application/json", Authorization: "Bearer fake" };
const body = '{"type":"list","id":"204"}';
const latencies = [];
async function call() {
  const answer = await fetch(url, { method: "POST", headers, body });
  const value = await answer.json();
  if (!value.data.links.length) throw new Error("no links");
}
await Promise.all(Array.from({ length: count }, call));
const started = performance.now();
const end = started + seconds * 1000;
async function worker() {
  while (performance.now() < end) {
    const started = performance.now();
    await call();
    latencies.push((performance.now() - started) / 1000);
  }
}
await Promise.all(Array.from({ length: count }, worker));
const elapsed = (performance.now() - started) / 1000;
process.stdout.write(JSON.stringify({ latencies, elapsed }));
