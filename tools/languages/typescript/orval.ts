/** Links one record with orval's functions: `node orval.js BASE_URL TOKEN APPOINTMENT TYPE ID`. */

import { print } from "./facts.js";
import { linkAppointment, type MorphAlias } from "./orval/client.js";
import { settings } from "./orval-fetch.js";

const [baseUrl = "", token = "", id = "", type = "", target = ""] = process.argv.slice(2);
Object.assign(settings, { baseUrl, token });
// Digits, since a number cannot hold every id.
const answer = await linkAppointment(id as unknown as number, { type: type as MorphAlias, id: target });
if (answer.status !== 200) throw new Error(JSON.stringify(answer.data));
print(answer.data.data);
