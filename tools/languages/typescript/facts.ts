/** What a driver prints of the appointment that it decoded. */

interface Link {
  id: unknown;
  type: string;
  target_id: unknown;
  [key: string]: unknown;
}

export function print(appointment: { id: unknown; links: Link[]; [key: string]: unknown }): void {
  const links = appointment.links.map((link) => [String(link.id), link.type, String(link.target_id)]);
  const unknown = [appointment, ...appointment.links].map((model) => model["future"]);
  console.log(JSON.stringify({ id: String(appointment.id), links, unknown }));
}
