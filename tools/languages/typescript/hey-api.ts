/** Links one record with hey-api's client: `node hey-api.js BASE_URL TOKEN APPOINTMENT TYPE ID`. */

import { fetchExact } from "./exact.js";
import { print } from "./facts.js";
import { createClient } from "./hey-api/client/index.js";
import { linkAppointment } from "./hey-api/sdk.gen.js";
import { type MorphAlias } from "./hey-api/types.gen.js";

const [baseUrl = "", auth = "", id = "", type = "", target = ""] = process.argv.slice(2);
const client = createClient({ baseUrl, auth, fetch: fetchExact });
const { data } = await linkAppointment({
  client,
  throwOnError: true,
  // Digits, since a number cannot hold every id.
  path: { appointment: id as unknown as number },
  body: { type: type as MorphAlias, id: target },
});
print(data.data);
