/** `fetch` that keeps every digit: an integer that a JavaScript number cannot hold becomes a string before the JSON is parsed. */

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?![\d.eE])|-?\d[\d.eE+-]*/g;

function exact(match: string): string {
  return /^-?\d+$/.test(match) && !Number.isSafeInteger(Number(match)) ? `"${match}"` : match;
}

export const fetchExact: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const text = (await response.text()).replace(token, exact);
  return new Response(text || null, { status: response.status, headers: response.headers });
};
