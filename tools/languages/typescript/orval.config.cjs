// orval 7 writes `status: 2XX` for a range of statuses, which is no TypeScript: ranges are left out before it reads the spec.
function withoutRanges(spec) {
  for (const path of Object.values(spec.paths)) {
    for (const operation of Object.values(path)) delete operation.responses?.["2XX"];
  }
  return spec;
}

module.exports = {
  omneo: {
    input: { target: "openapi.yaml", override: { transformer: withoutRanges } },
    output: {
      target: "orval/client.ts",
      client: "fetch",
      override: { mutator: { path: "orval-fetch.ts", name: "omneoFetch", extension: ".js" } },
    },
  },
};
