/** Links one record with openapi-typescript's types: `node openapi-fetch.js BASE_URL TOKEN APPOINTMENT TYPE ID`. */

import createClient from "openapi-fetch";

import { fetchExact } from "./exact.js";
import { print } from "./facts.js";
import { type components, type paths } from "./openapi-fetch/types.js";

const [baseUrl = "", token = "", id = "", type = "", target = ""] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, fetch: fetchExact, headers: { Authorization: `Bearer ${token}` } });
const { data, error } = await client.POST("/v3/appointments/{appointment}/link", {
  // Digits, since a number cannot hold every id.
  params: { path: { appointment: id as unknown as number } },
  body: { type: type as components["schemas"]["MorphAlias"], id: target },
});
if (error) throw new Error(JSON.stringify(error));
print(data.data);
