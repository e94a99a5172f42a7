"""The corpus of lint-spec: changes of the frozen spec tests/fixtures/lint_spec.yaml, each with the finding that it must give."""

from dataclasses import dataclass

FIELDS = "      properties:\n        id: {type: integer, description: Its id.}\n"  # of OrderSummary, which an answer holds
SENT = "        type:\n          $ref: '#/components/schemas/MorphAlias'\n"  # of LinkAction
ABOUT = "      description: An order, in short.\n"
NAME = "    OrderSummary:\n"
POST = "    post:\n      operationId: linkAppointment\n"
SECURITY = "Attaches one record and answers the whole appointment.\n      security:\n        - bearerAuth: []\n"
EXAMPLES = """\
          examples:
            profile:
              summary: A profile, by its UUID
              value: {type: profile, id: 6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10}
            list:
              summary: A list, by its number
              value: {type: list, id: '204'}
"""


@dataclass(frozen=True)
class Case:
    """A change (pairs of old and new text) and its finding: text of its line, JSON pointer, first words; `others` beside it."""

    name: str
    edits: tuple[str, ...]
    line: str
    pointer: str
    says: str
    others: int = 0

    def applied(self, text: str) -> str:
        for old, new in zip(self.edits[::2], self.edits[1::2], strict=True):
            assert text.count(old) >= 1, (self.name, old)
            text = text.replace(old, new, 1)
        return text


def case(name: str, *edits: str, line: str, pointer: str, says: str, others: int = 0) -> Case:
    return Case(name, edits, line, pointer, says, others)


def field(text: str) -> tuple[str, str]:
    """One more property of OrderSummary."""
    return FIELDS, f"{FIELDS}        {text}\n"


def sent(text: str) -> tuple[str, str]:
    """One more property of LinkAction, which a request holds."""
    return SENT, f"{SENT}        {text}\n"


def schema(text: str) -> tuple[str, str]:
    """One more named schema."""
    return NAME, text + NAME


def reading(parts: str) -> tuple[str, str]:
    """One more operation."""
    head = "    get:\n      operationId: readAppointment\n      tags: [Appointment Link]\n      summary: Read\n      description: Reads.\n"
    rest = "      security: [{bearerAuth: []}]\n      responses: {'200': {$ref: '#/components/responses/Linked'}}\n"
    return POST, head + parts + rest + POST


def query(*names: str) -> str:
    rows = [f"        - {{name: {name}, in: query, description: One., schema: {{type: string}}}}\n" for name in names]
    return "      parameters:\n" + "".join(rows)


CASES = [
    # How the file is written
    case("unknown keyword of a schema", "description: Its id.}\n        number", "descripton: Its id.}\n        number", line='id: {type: integer, descripton: Its id.}', pointer='/components/schemas/OrderSummary/properties/id/descripton', says='`descripton` is no keyword of a schema: did you mean `description`?'),
    case("unknown keyword of an object", "required: [id, status, links]", "requird: [id, status, links]", line='requird: [id, status, links]', pointer='/components/schemas/Appointment/requird', says='`requird` is no keyword of a schema: did you mean `required`?'),
    case("text cut by a comma", "description: 'Start, UTC.'", "description: Start, UTC.", line="starts_at: {type: [string, 'null'], description: Start, UTC.", pointer='/components/schemas/Appointment/properties/starts_at/UTC.', says='`UTC.` is no keyword of a schema: it seems to be the rest of a text that'),
    case("unknown keyword of an operation", "summary: Link an", "sumary: Link an", line='sumary: Link an appointment to another record', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/sumary', says='`sumary` is no keyword of an operation: did you mean `summary`?'),
    case("unknown keyword of a parameter", "      required: true\n      description: The id", "      requird: true\n      description: The id", line='requird: true', pointer='/components/parameters/Appointment/requird', says='`requird` is no keyword of a parameter: did you mean `required`?'),
    case("unknown keyword of a response", "description: The body breaks a rule.\n      content:", "description: The body breaks a rule.\n      contents:", line='contents:', pointer='/components/responses/Invalid/contents', says='`contents` is no keyword of a response: did you mean `content`?'),
    case("unknown keyword of a media type", "          example:\n            data:", "          exampel:\n            data:", line='exampel:', pointer='/components/responses/Linked/content/application~1json/exampel', says='`exampel` is no keyword of a media type: did you mean `example`?'),
    case("unknown keyword of the root", "tags:\n  - name", "tag:\n  - name", line='tag:', pointer='/tag', says='`tag` is no keyword of the document: did you mean `tags`?'),
    case("unknown keyword of info", "  version: 1.0.0", "  version: 1.0.0\n  descriptoin: x.", line='descriptoin: x.', pointer='/info/descriptoin', says='`descriptoin` is no keyword of info: did you mean `description`?'),
    case("unknown section", "  requestBodies:\n", "  requestBodys:\n", line='requestBodys:', pointer='/components/requestBodys', says='`requestBodys` is no keyword of components: did you mean `requestBodies`?'),
    case("a key twice", "    Problem:\n      type: object\n", "    Problem:\n      type: object\n      type: object\n", line='type: object', pointer='/components/schemas/Problem/type', says="the key 'type' stands twice (first in line 217): keep one"),
    case("an anchor", "    OrderSummary:\n      type: object", "    OrderSummary: &order\n      type: object", line='OrderSummary: &order', pointer='/components/schemas/OrderSummary', says='a YAML anchor or alias: name the part under components and write a $ref'),
    case("an alias", "items: {type: string}\n", "items: &text {type: string}\n    Other: *text\n", line='items: &text {type: string}', pointer='/components/schemas/FieldErrors/additionalProperties/items', says='a YAML anchor or alias: name the part under components and write a $ref', others=1),
    case("a merge key", "    OrderSummary:\n      type: object\n", "    OrderSummary:\n      <<: {type: object}\n", line='<<: {type: object}', pointer='/components/schemas/OrderSummary/<<', says='a YAML merge key: write the keys out, or name the part and write a $ref'),
    case("a YAML tag", "description: An order, in short.", "description: !!str An order, in short.", line='description: !!str An order, in short.', pointer='/components/schemas/OrderSummary/description', says='the YAML tag tag:yaml.org,2002:str: write plain values'),
    case("a tab", "description: An order, in short.", "description: An\torder, in short.", line='description: An\torder, in short.', pointer='/', says='a tab: write blanks'),
    case("two documents", "\npaths:\n", "\n---\npaths:\n", line='---', pointer='/', says='a second YAML document: keep one in the file'),
    case("not YAML", "description: An order, in short.", "description: An order: in short.", line='description: An order: in short.', pointer='/', says='not YAML: mapping values are not allowed here'),
    case("an open bracket", "required: [id, status, links]", "required: [id, status, links", line='properties:', pointer='/', says="not YAML: expected ',' or ']', but got ':'"),
    case("a number as key", "        '422':\n          $ref: '#/components/responses/Invalid'\n\n  /v3", "        422:\n          $ref: '#/components/responses/Invalid'\n\n  /v3", line='422:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/responses/422', says="YAML reads the key '422' as int: put it in quotes"),
    case("a date without quotes", "starts_at: '2026-05-11 00:00:00'", "starts_at: 2026-05-11 00:00:00", line='starts_at: 2026-05-11 00:00:00', pointer='/components/responses/Linked/content/application~1json/example/data/starts_at', says='YAML reads this as datetime: put it in quotes'),
    case("not a number", "maximum: 9223372036854775807", "maximum: .nan", line='maximum: .nan', pointer='/components/parameters/Appointment/schema/maximum', says='nan is no JSON number: write a finite one'),
    case("text cut by a comment", "description: Its id.}\n        number: {type: [string, 'null'], description: The number that the shopper sees.}", "description: Its id.}\n        number:\n          type: [string, 'null']\n          description: Order #1 of the shopper.", line='description: Order #1 of the shopper.', pointer='/components/schemas/OrderSummary/properties/number/description', says='a `#` ends this text and begins a comment: put the text in quotes, or the'),
    case("text cut by a comment, in sight", "description: An order, in short.", "description: An order # in short.", line='description: An order # in short.', pointer='/components/schemas/OrderSummary/description', says='a `#` ends this text and begins a comment: put the text in quotes, or the'),
    case("text that ends early", "description: An order, in short.", "description: An order, known as", line='description: An order, known as', pointer='/components/schemas/OrderSummary/description', says="it ends with 'An order, known as', not with a full stop: write the rest,"),
    case("text with an open bracket", "description: An order, in short.", "description: An order (in short.", line='description: An order (in short.', pointer='/components/schemas/OrderSummary/description', says="brackets or backticks do not match: is 'An order (in short.' the end of"),
    # Shape and validity
    case("no paths", "\npaths:\n", "\nx-paths:\n", line='openapi: 3.1.0', pointer='/paths', says='no operation: write a path with get, put, post, patch or delete', others=4),
    case("paths without an operation", "    post:\n      operationId: linkAppointment", "    x-post:\n      operationId: linkAppointment", line='Linked:', pointer='/components/responses/Linked', says='no $ref names /components/responses/Linked: take it out, or write the $ref'),
    case("null components", "\ncomponents:\n", "\ncomponents: null\nx-components:\n", line='components: null', pointer='/components', says='a mapping is expected here, not nothing'),
    case("a boolean schema", "          items: {}\n", "          items: true\n", line='items: true', pointer='/components/schemas/Appointment/properties/locations/items', says='a boolean schema, which the generator does not read: write {} for'),
    case("a boolean property", *field("extra: true"), line='extra: true', pointer='/components/schemas/OrderSummary/properties/extra', says='a boolean schema, which the generator does not read: write {} for'),
    case("a list of properties", FIELDS + "        number: {type: [string, 'null'], description: The number that the shopper sees.}\n", "      properties:\n        - id\n", line='properties:', pointer='/components/schemas/OrderSummary/properties', says='a mapping is expected here, not a list'),
    case("a type that is none", ABOUT, ABOUT.replace("description","x-description")+"      description: An order.\n      minProperties: many\n", line='minProperties: many', pointer='/components/schemas/OrderSummary/minProperties', says="not valid JSON Schema: 'many' is not of type 'integer'"),
    case("no such type", "    OrderSummary:\n      type: object", "    OrderSummary:\n      type: objekt", line='type: objekt', pointer='/components/schemas/OrderSummary/type', says="not valid JSON Schema: 'objekt' is not valid under any of the given"),
    case("info without version", "  version: 1.0.0\n", "", line='info:', pointer='/info', says="not valid OpenAPI 3.1: 'version' is a required property"),
    case("a parameter nowhere", "      in: path", "      in: nowhere", line='in: nowhere', pointer='/components/parameters/Appointment/in', says="not valid OpenAPI 3.1: 'nowhere' is not one of ['query', 'header', 'path',"),
    case("another OpenAPI", "openapi: 3.1.0", "openapi: 3.0.3", line='openapi: 3.0.3', pointer='/openapi', says="'3.0.3': write 3.1.0, the version that the tools here read", others=1),
    # OpenAPI that the generator drops
    case("nullable", *field("extra: {type: string, nullable: true, description: Extra.}"), line='extra: {type: string, nullable: true, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/nullable', says="`nullable`: it is OpenAPI 3.0: write type: [string, 'null'], or oneOf with"),
    case("title", ABOUT, ABOUT+"      title: Order\n", line='title: Order', pointer='/components/schemas/OrderSummary/title', says='`title`: it renames the generated class: leave it out, the key under'),
    case("readOnly", *field("extra: {type: string, readOnly: true, description: Extra.}"), line='extra: {type: string, readOnly: true, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/readOnly', says='`readOnly`: the generator ignores it: write one schema for what is sent'),
    case("discriminator", ABOUT, ABOUT+"      discriminator: {propertyName: id}\n", line='discriminator: {propertyName: id}', pointer='/components/schemas/OrderSummary/discriminator', says='`discriminator`: the generator ignores it: write one object with optional'),
    case("patternProperties", ABOUT, ABOUT+"      patternProperties: {}\n", line='patternProperties: {}', pointer='/components/schemas/OrderSummary/patternProperties', says='`patternProperties`: the generator ignores it: write plain `properties`,'),
    case("prefixItems", *field("extra: {type: array, items: {}, prefixItems: [], description: Extra.}"), line='extra: {type: array, items: {}, prefixItems: [], description', pointer='/components/schemas/OrderSummary/properties/extra/prefixItems', says='`prefixItems`: the generator ignores it: write `items`, or leave it out'),
    case("root security", "\npaths:\n", "\nsecurity:\n  - bearerAuth: []\n\npaths:\n", line='security:', pointer='/security', says='`security`: the generator ignores it: write `security` in each operation'),
    case("webhooks", "\npaths:\n", "\nwebhooks: {}\n\npaths:\n", line='webhooks: {}', pointer='/webhooks', says='`webhooks`: the generator ignores them: leave them out'),
    case("callbacks", "      operationId: linkAppointment\n", "      operationId: linkAppointment\n      callbacks: {}\n", line='callbacks: {}', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/callbacks', says='`callbacks`: the generator ignores them: leave them out'),
    case("OPTIONS", POST, "    options:\n      summary: Which methods there are\n"+POST, line='options:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/options', says='`options`: no client has a verb for it and spec-diff does not compare it:'),
    case("HEAD", POST, "    head:\n      summary: Whether there is one\n"+POST, line='head:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/head', says='`head`: no client has a verb for it and spec-diff does not compare it:'),
    case("TRACE", POST, "    trace:\n      summary: An echo\n"+POST, line='trace:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/trace', says='`trace`: no client has a verb for it and spec-diff does not compare it:'),
    case("a parameter with content", "      example: 42\n", "      content: {}\n", line='content: {}', pointer='/components/parameters/Appointment/content', says='`content`: the generator drops a parameter with content: write `schema`'),
    case("a parameter with a style", "      example: 42\n", "      example: 42\n      style: simple\n", line='style: simple', pointer='/components/parameters/Appointment/style', says='`style`: the generator ignores it: leave it out, or name a parameter that'),
    case("a value elsewhere", "              value: {type: list, id: '204'}", "              externalValue: https://shop.example/list.json", line='externalValue: https://shop.example/list.json', pointer='/components/requestBodies/LinkAction/content/application~1json/examples/list/externalValue', says='`externalValue`: nothing checks a value elsewhere: write it here as `value`'),
    # References
    case("a remote reference", "$ref: '#/components/schemas/FieldErrors'", "$ref: 'https://shop.example/openapi.json#/components/schemas/FieldErrors'", line="$ref: 'https://shop.example/openapi.json#/components/schemas", pointer='/components/schemas/Problem/properties/errors/$ref', says="'https://shop.example/openapi.json#/components/schemas/FieldErrors' leads"),
    case("a reference to a file", "$ref: '#/components/schemas/FieldErrors'", "$ref: 'errors.yaml'", line="$ref: 'errors.yaml'", pointer='/components/schemas/Problem/properties/errors/$ref', says="'errors.yaml' leads out of this file, which the generator does not follow:"),
    case("a dangling reference", "$ref: '#/components/schemas/FieldErrors'", "$ref: '#/components/schemas/FieldError'", line="$ref: '#/components/schemas/FieldError'", pointer='/components/schemas/Problem/properties/errors/$ref', says="'#/components/schemas/FieldError' leads nowhere: components/schemas has"),
    case("a reference to another kind", "          $ref: '#/components/responses/Invalid'\n\n  /v3", "          $ref: '#/components/schemas/Problem'\n\n  /v3", line="$ref: '#/components/schemas/Problem'", pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/responses/422/$ref', says="'#/components/schemas/Problem' is not the name of a response: write"),
    case("a reference to a part", "$ref: '#/components/schemas/OrderSummary'", "$ref: '#/components/schemas/OrderSummary/properties/id'", line="- $ref: '#/components/schemas/OrderSummary/properties/id'", pointer='/components/schemas/Appointment/properties/order/oneOf/0/$ref', says="'#/components/schemas/OrderSummary/properties/id' is not the name of a"),
    case("a reference that is no text", "$ref: '#/components/schemas/FieldErrors'", "$ref: 3", line='$ref: 3', pointer='/components/schemas/Problem/properties/errors/$ref', says="not valid JSON Schema: 3 is not of type 'string'"),
    case("an alias of a component", *schema("    Alias:\n      $ref: '#/components/schemas/OrderSummary'\n"), line="$ref: '#/components/schemas/OrderSummary'", pointer='/components/schemas/Alias/$ref', says='a component that is only a $ref: write it out, or name the other where it'),
    case("circular allOf", ABOUT, ABOUT+"      allOf:\n        - $ref: '#/components/schemas/OrderSummary'\n" , line='OrderSummary:', pointer='/components/schemas/OrderSummary', says='it leads back to itself without a property or an item in between: take one'),
    case("a type beside a $ref", "          $ref: '#/components/schemas/FieldErrors'", "          $ref: '#/components/schemas/FieldErrors'\n          type: [object, 'null']", line="type: [object, 'null']", pointer='/components/schemas/Problem/properties/errors/type', says='`type` beside a $ref is not seen by the generator: write oneOf with the'),
    case("default beside a $ref", "          $ref: '#/components/schemas/MorphAlias'", "          $ref: '#/components/schemas/MorphAlias'\n          default: profile", line='default: profile', pointer='/components/schemas/LinkAction/properties/type/default', says='`default` beside a $ref is not seen by the generator: move it to what the'),
    case("a component that nothing names", *schema("    Lost:\n      type: object\n      description: Nothing names it.\n"), line='Lost:', pointer='/components/schemas/Lost', says='no $ref names /components/schemas/Lost: take it out, or write the $ref'),
    # Server, paths, operations, parameters
    case("a renamed server variable", "      tenant:\n", "      shop:\n", line='variables:', pointer='/servers/0/variables', says='variables are shop: write `tenant` and no other'),
    case("another variable in the URL", "https://api.{tenant}.shop", "https://{region}.{tenant}.shop", line='- url: https://{region}.{tenant}.shop.example/api', pointer='/servers/0/url', says="the variables in 'https://{region}.{tenant}.shop.example/api': write"),
    case("a second server variable", "        description: The tenant's name, one DNS label.\n", "        description: The tenant's name, one DNS label.\n      region:\n        default: eu\n", line='variables:', pointer='/servers/0/variables', says='variables are tenant, region: write `tenant` and no other'),
    case("a second server", "tags:\n  - name", "  - url: https://eu.{tenant}.shop.example\ntags:\n  - name", line='servers:', pointer='/servers', says='2 servers: write one, `Omneo(tenant=...)` fills it in'),
    case("a server in clear", "https://api.{tenant}", "http://api.{tenant}", line='- url: http://api.{tenant}.shop.example/api', pointer='/servers/0/url', says="'http://api.{tenant}.shop.example/api' is not https: the token would"),
    case("a default tenant that is no label", "default: example", "default: my shop", line='default: my shop', pointer='/servers/0/variables/tenant/default', says='the default is not one DNS label: write one such as example'),
    case("one path twice", "  /v3/appointments/{appointment}/unlink:", "  /v3/appointments/{id}/link:", line='/v3/appointments/{id}/link:', pointer='/paths/~1v3~1appointments~1{id}~1link', says='the same path as /v3/appointments/{appointment}/link: put both under one,', others=2),
    case("a path with a query", "/v3/appointments/{appointment}/unlink:", "/v3/appointments/{appointment}/unlink?x=1:", line='/v3/appointments/{appointment}/unlink?x=1:', pointer='/paths/~1v3~1appointments~1{appointment}~1unlink?x=1', says='not a plain path: write steps of letters, digits, `.`, `_`, `-`, `~` and'),
    case("a path parameter that the path lacks", "/v3/appointments/{appointment}/unlink:", "/v3/appointments/unlink:", line="- $ref: '#/components/parameters/Appointment'", pointer='/paths/~1v3~1appointments~1unlink/parameters/0', says="'appointment' is not in the path /v3/appointments/unlink: write"),
    case("a path that lacks its parameter", "/v3/appointments/{appointment}/unlink:", "/v3/appointments/{appointment}/unlink/{type}:", line='post:', pointer='/paths/~1v3~1appointments~1{appointment}~1unlink~1{type}/post', says='the path has {type}, the parameters have not: write one with `in: path`'),
    case("a header parameter", "      in: path", "      in: header", line='in: header', pointer='/components/parameters/Appointment/in', says='the client sets headers itself: leave the parameter out and describe it', others=2),
    case("a cookie parameter", "      in: path", "      in: cookie", line='in: cookie', pointer='/components/parameters/Appointment/in', says='the client sets cookies itself: leave the parameter out and describe it', others=2),
    case("parameters that become one argument", *reading(query("a-b", "a_b")), line='- {name: a_b, in: query, description: One., schema: {type: s', pointer='/paths/~1v3~1appointments~1{appointment}~1link/get/parameters/1', says="'a_b' and 'a-b' become the same argument `a_b`"),
    case("a parameter called client", *reading(query("client")), line='- {name: client, in: query, description: One., schema: {type', pointer='/paths/~1v3~1appointments~1{appointment}~1link/get/parameters/0', says="'client' becomes the argument `client`, which the generated function has"),
    case("a parameter called params", *reading(query("params")), line='- {name: params, in: query, description: One., schema: {type', pointer='/paths/~1v3~1appointments~1{appointment}~1link/get/parameters/0', says='the generated function has a name `params` of its own, and the argument is'),
    case("a GET with a body", *reading("      requestBody: {$ref: '#/components/requestBodies/LinkAction'}\n"), line="requestBody: {$ref: '#/components/requestBodies/LinkAction'}", pointer='/paths/~1v3~1appointments~1{appointment}~1link/get/requestBody', says='a GET has no body: write parameters, or another method'),
    case("an array in the path", "        type: integer\n        format: int64\n        minimum: 1\n        maximum: 9223372036854775807\n      example: 42\n", "        type: array\n        items: {type: integer}\n      example: [42]\n", line="- $ref: '#/components/parameters/Appointment'", pointer='/paths/~1v3~1appointments~1{appointment}~1link/parameters/0', says="'appointment' stands in the path: write `type: string` or `type: integer`", others=1),
    case("an operation id that is no verb and noun", "operationId: linkAppointment", "operationId: appointmentLink.link", line='operationId: appointmentLink.link', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/operationId', says="'appointmentLink.link' is not verb and noun: write one such as"),
    case("an operation id twice", "operationId: unlinkAppointment", "operationId: linkAppointment", line='operationId: linkAppointment', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/operationId', says="'linkAppointment' is already the operationId 'linkAppointment' of"),
    case("an operation without id", "      operationId: linkAppointment\n", "", line='post:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/operationId', says="'' is not verb and noun: write one such as linkAppointment, with one of:"),
    case("two tags", "      operationId: linkAppointment\n      tags: [Appointment Link]", "      operationId: linkAppointment\n      tags: [Appointment Link, Other]", line='tags: [Appointment Link, Other]', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/tags/1', says="'Other' is no tag of the root: known are Appointment Link", others=1),
    case("an undeclared tag", "      operationId: linkAppointment\n      tags: [Appointment Link]", "      operationId: linkAppointment\n      tags: [Appointment]", line='tags: [Appointment]', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/tags/0', says="'Appointment' is no tag of the root: known are Appointment Link"),
    case("no security", SECURITY, "Attaches one record and answers the whole appointment.\n", line='post:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post', says='no security: write `security: [{bearerAuth: []}]` here, the generator does'),
    case("optional security", SECURITY, SECURITY + "        - {}\n", line='- {}', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/security/1', says='0 schemes in one entry, the client sends one token: write `security:'),
    case("an unknown security scheme", SECURITY, "Attaches one record and answers the whole appointment.\n      security:\n        - bearer: []\n", line='- bearer: []', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/security/0/bearer', says="'bearer' is no security scheme: known are bearerAuth"),
    case("another security scheme", "      scheme: bearer\n", "      scheme: basic\n", line='bearerAuth:', pointer='/components/securitySchemes/bearerAuth', says='the client sends a bearer token only: write `type: http`, `scheme: bearer`'),
    case("no operation summary", "      summary: Link an appointment to another record\n", "", line='post:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post', says='no summary: write `summary:`, a few words'),
    case("no operation description", "      description: Attaches one record and answers the whole appointment.\n", "", line='post:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post', says='no description: write `description:`, it is what users read in their editor'),
    # Bodies
    case("a default response", "        '422':\n          $ref: '#/components/responses/Invalid'\n\n  /v3", "        default:\n          $ref: '#/components/responses/Invalid'\n\n  /v3", line='default:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/responses/default', says='the client raises for every status that is not 2xx: write the statuses one'),
    case("no success", "        '200':\n          $ref: '#/components/responses/Linked'\n        '2XX':\n          $ref: '#/components/responses/Linked'\n", "        '401':\n          $ref: '#/components/responses/Linked'\n", line='responses:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/responses', says='no 2xx response: write what the operation answers when it has worked'),
    case("a status that is none", "        '2XX':", "        '2xx':", line="'2xx':", pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/responses/2xx', says="'2xx' is no status: write three digits, or a class such as 4XX, in quotes"),
    case("204 with content", "          description: The record is not linked any more. There is no body.\n", "          description: The record is not linked any more.\n          content: {application/json: {schema: {type: string}, example: x}}\n", line="'204':", pointer='/paths/~1v3~1appointments~1{appointment}~1unlink/post/responses/204', says='204 never has a body: take `content` out, or write 200'),
    case("an optional body", "    LinkAction:\n      required: true\n", "    LinkAction:\n", line='requestBody:', pointer='/paths/~1v3~1appointments~1{appointment}~1link/post/requestBody', says='the body is optional: write `required: true`, no client sends the request', others=1),
    case("an unknown media type", "      description: The body breaks a rule.\n      content:\n        application/json:", "      description: The body breaks a rule.\n      content:\n        application/xml:", line='application/xml:', pointer='/components/responses/Invalid/content/application~1xml', says="'application/xml' is not JSON: write application/json, the clients send"),
    case("two media types", "          example:\n            message: The selected", "          example: {message: Invalid.}\n        application/problem+json:\n          schema: {type: string}\n          example:\n            message: The selected", line='content:', pointer='/components/responses/Invalid/content', says='2 content types: keep one, the generator takes the first it knows', others=1),
    case("content without schema", "          schema:\n            $ref: '#/components/schemas/Problem'\n", "", line='application/json:', pointer='/components/responses/Invalid/content/application~1json', says='no schema: the generator would drop the body; write `schema:`', others=1),
    case("a request without example", EXAMPLES, "", line='application/json:', pointer='/components/requestBodies/LinkAction/content/application~1json', says='no example: write `example:` with a whole body'),
    # Examples and defaults
    case("an example that breaks its schema", "              id: 42\n              status", "              id: forty-two\n              status", line='id: forty-two', pointer='/components/responses/Linked/content/application~1json/example/data/id', says="the example breaks its schema: 'forty-two' is not of type 'integer'"),
    case("a condition that an example breaks", "value: {type: list, id: '204'}", "value: {type: list, id: '0204'}", line="value: {type: list, id: '0204'}", pointer='/components/requestBodies/LinkAction/content/application~1json/examples/list/value/id', says="the example breaks its schema: '0204' does not match '^[1-9][0-9]{0,18}$'"),
    case("a parameter's example", "      example: 42\n", "      example: 0\n", line='example: 0', pointer='/components/parameters/Appointment/example', says='the example breaks its schema: 0 is less than the minimum of 1'),
    case("an example by reference", "              value: {type: list, id: '204'}\n", "              value: {type: list, id: '204'}\n            other: {$ref: '#/components/examples/Other'}\n", "\n  responses:\n", "\n  examples:\n    Other: {summary: No form., value: {type: list, id: x}}\n\n  responses:\n", line='Other: {summary: No form., value: {type: list, id: x}}', pointer='/components/examples/Other/value/id', says="the example breaks its schema: 'x' does not match '^[1-9][0-9]{0,18}$'", others=1),
    case("an example of a schema", "description: Its id.}\n        number", "example: one, description: Its id.}\n        number", line='id: {type: integer, example: one, description: Its id.}', pointer='/components/schemas/OrderSummary/properties/id/example', says="the example breaks its schema: 'one' is not of type 'integer'"),
    case("examples of a schema", "description: Its id.}\n        number", "examples: [1, one], description: Its id.}\n        number", line='id: {type: integer, examples: [1, one], description: Its id.', pointer='/components/schemas/OrderSummary/properties/id/examples/1', says="the example breaks its schema: 'one' is not of type 'integer'"),
    case("a default of another type", "      required: [type, id]\n      properties:\n", "      required: [type, id]\n      properties:\n        count: {type: integer, default: many, description: How many.}\n", line='count: {type: integer, default: many, description: How many.', pointer='/components/schemas/LinkAction/properties/count/default', says="the default breaks its schema: 'many' is not of type 'integer'"),
    # Schemas
    case("a property without description", *field("extra: {type: string}"), line='extra: {type: string}', pointer='/components/schemas/OrderSummary/properties/extra', says='no description: write `description:`, it is what users read in their editor'),
    case("a schema without description", ABOUT, "", line='OrderSummary:', pointer='/components/schemas/OrderSummary', says='no description: write `description:`, it is what users read in their editor'),
    case("an inline object", *field("extra: {type: object, description: Extra.}"), line='extra: {type: object, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra', says='an object without a name gets a long made-up class name: move it to'),
    case("an inline object in an array", *field("extra: {type: array, items: {type: object}, description: Extra.}"), line='extra: {type: array, items: {type: object}, description: Ext', pointer='/components/schemas/OrderSummary/properties/extra/items', says='an object without a name gets a long made-up class name: move it to'),
    case("allOf with null", *field("extra: {description: Extra., type: [object, 'null'], allOf: [{$ref: '#/components/schemas/FieldErrors'}]}"), line="extra: {description: Extra., type: [object, 'null'], allOf: ", pointer='/components/schemas/OrderSummary/properties/extra/allOf', says='null within allOf is not seen by the generator: write oneOf with the $ref', others=2),
    case("properties beside a union", ABOUT, ABOUT+"      oneOf:\n        - $ref: '#/components/schemas/FieldErrors'\n", line='properties:', pointer='/components/schemas/OrderSummary/properties', says='`properties` beside oneOf is not seen by the generator: move it into a', others=2),
    case("a union of objects", *field("extra: {description: Extra., oneOf: [{$ref: '#/components/schemas/FieldErrors'}, {$ref: '#/components/schemas/Problem'}]}"), line="extra: {description: Extra., oneOf: [{$ref: '#/components/sc", pointer='/components/schemas/OrderSummary/properties/extra/oneOf', says='more than one object: the first that decodes is taken; write one object'),
    case("a nullable object", "    OrderSummary:\n      type: object", "    OrderSummary:\n      type: [object, 'null']", line="type: [object, 'null']", pointer='/components/schemas/OrderSummary/type', says='a named object that may be null: write type: object, and where it is used'),
    case("an enum in an answer", *field("extra: {type: string, description: Extra., enum: [a, b]}"), line='extra: {type: string, description: Extra., enum: [a, b]}', pointer='/components/schemas/OrderSummary/properties/extra/enum', says='a strict enum in an answer breaks on a new value: write a string and'),
    case("a const in an answer", *field("extra: {type: string, description: Extra., const: a}"), line='extra: {type: string, description: Extra., const: a}', pointer='/components/schemas/OrderSummary/properties/extra/const', says='a strict const in an answer breaks on a new value: write a string and'),
    case("date-time in an answer", *field("extra: {type: string, format: date-time, description: Extra.}"), line='extra: {type: string, format: date-time, description: Extra.', pointer='/components/schemas/OrderSummary/properties/extra/format', says="format date-time in an answer makes clients raise on ''"),
    case("date in an answer", *field("extra: {type: string, format: date, description: Extra.}"), line='extra: {type: string, format: date, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/format', says="format date in an answer makes clients raise on '' and on odd text"),
    case("uuid in an answer", *field("extra: {type: string, format: uuid, description: Extra.}"), line='extra: {type: string, format: uuid, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/format', says="format uuid in an answer makes clients raise on '' and on odd text"),
    case("binary in an answer", *field("extra: {type: string, format: binary, description: Extra.}"), line='extra: {type: string, format: binary, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/format', says='binary does not travel in JSON: leave the format out and describe the text', others=1),
    case("a closed answer", ABOUT, ABOUT+"      additionalProperties: false\n", line='additionalProperties: false', pointer='/components/schemas/OrderSummary/additionalProperties', says='false in an answer loses new fields: leave it out'),
    case("null in an enum", "      enum: [profile, list]", "      enum: [profile, list, null]", line='enum: [profile, list, null]', pointer='/components/schemas/MorphAlias/enum', says='null inside an enum gives three classes: write oneOf with the $ref and'),
    case("an integer enum", "      type: string\n      description: The kind of record to link.\n      enum: [profile, list]", "      type: integer\n      description: The kind of record to link.\n      enum: [1, 2]", line='enum: [1, 2]', pointer='/components/schemas/MorphAlias/enum', says='not an enum of strings: write type: string and texts, or leave the enum', others=4),
    case("members that become one name", "      enum: [profile, list]", "      enum: [profile, list, a-b, a_b]", line='enum: [profile, list, a-b, a_b]', pointer='/components/schemas/MorphAlias/enum', says="members that become one Python name, in 'profile', 'list', 'a-b', 'a_b':"),
    case("members that differ in case", "      enum: [profile, list]", "      enum: [profile, list, List]", line='enum: [profile, list, List]', pointer='/components/schemas/MorphAlias/enum', says="members that become one Python name, in 'profile', 'list', 'List': leave"),
    case("an array without items", *field("extra: {type: array, description: Extra.}"), line='extra: {type: array, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra', says='an array without `items`: the generator stops at it; write `items: {}` for'),
    case("a bound of another type", *field("extra: {type: integer, maxLength: 3, description: Extra.}"), line='extra: {type: integer, maxLength: 3, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/maxLength', says='`maxLength` says nothing of integer: leave it out'),
    case("a bound without a type", *field("extra: {maxLength: 3, description: Extra.}"), line='extra: {maxLength: 3, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/maxLength', says='`maxLength` says nothing of a schema without a type: write `type: string`'),
    case("an unknown format", *field("extra: {type: integer, format: int46, description: Extra.}"), line='extra: {type: integer, format: int46, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/format', says="'int46' is no format: did you mean int64?"),
    case("a format of another type", *field("extra: {type: string, format: int64, description: Extra.}"), line='extra: {type: string, format: int64, description: Extra.}', pointer='/components/schemas/OrderSummary/properties/extra/format', says='format int64 says nothing of string: leave it out, or write another type'),
    case("no regular expression", "      pattern: ^[1-9][0-9]{0,18}$", "      pattern: ^[1-9$", line='pattern: ^[1-9$', pointer='/components/schemas/RecordId/pattern', says='no regular expression: unterminated character set at position 1'),
    case("a regular expression of one engine", "      pattern: ^[1-9][0-9]{0,18}$", r"      pattern: ^\d+$", line='pattern: ^\\d+$', pointer='/components/schemas/RecordId/pattern', says="'\\\\d' differs between engines: write it out, such as [0-9] for a digit"),
    case("required without a property", "required: [id, status, links]", "required: [id, status, lnks]", line='required: [id, status, lnks]', pointer='/components/schemas/Appointment/required/2', says="'lnks' is no property here: did you mean 'links'?", others=1),
    case("nothing fits", "        minimum: 1\n        maximum: 9223372036854775807", "        minimum: 1\n        maximum: 0", line='minimum: 1', pointer='/components/parameters/Appointment/schema/minimum', says='minimum 1 is more than maximum 0: nothing fits', others=1),
    case("properties that become one attribute", *field("a-b: {type: string, description: One.}\n        a.b: {type: string, description: Two.}"), line='a.b: {type: string, description: Two.}', pointer='/components/schemas/OrderSummary/properties/a.b', says="'a.b' and 'a-b' become the same attribute `a_b`: leave one out, it stays"),
    case("properties that a keyword joins", *field("class: {type: string, description: One.}\n        class_: {type: string, description: Two.}"), line='class_: {type: string, description: Two.}', pointer='/components/schemas/OrderSummary/properties/class_', says="'class_' and 'class' become the same attribute `class_`: leave one out, it"),
    case("schemas that become one class", *schema("    order_summary:\n      type: object\n      description: Another.\n"), *field("extra: {$ref: '#/components/schemas/order_summary'}"), line='order_summary:', pointer='/components/schemas/order_summary', says="'order_summary' and 'OrderSummary' become one class: write another name"),
    # What readers of YAML differ on, and what YAML cuts
    case("Norway", "      enum: [profile, list]", "      enum: [profile, list, no]", line="enum: [profile, list, no]", pointer="/components/schemas/MorphAlias/enum/2", says="readers of YAML differ on no: put a text in quotes"),
    case("a switch as key", *field("on: {type: string, description: Extra.}"), line="on: {type", pointer="/components/schemas/OrderSummary/properties/on", says="readers of YAML differ on on:"),
    case("an octal", "      example: 42\n", "      example: 0755\n", line="example: 0755", pointer="/components/parameters/Appointment/example", says="readers of YAML differ on 0755: put a text in quotes, and write a number as JSON does"),
    case("sexagesimal", "  version: 1.0.0", "  version: 1:30", line="version: 1:30", pointer="/info/version", says="readers of YAML differ on 1:30:"),
    case("an exponent without a sign", "maximum: 9223372036854775807", "maximum: 1e18", line="maximum: 1e18", pointer="/components/parameters/Appointment/schema/maximum", says="readers of YAML differ on 1e18:"),
    case("a number with thousands of digits", "maximum: 9223372036854775807", "maximum: " + "9" * 5000, line="maximum: 9", pointer="/components/parameters/Appointment/schema/maximum", says="readers of YAML differ on 99999999999999999999:"),
    case("true as key", *field("true: {type: string, description: Extra.}"), line="true: {type", pointer="/components/schemas/OrderSummary/properties/true", says="YAML reads the key 'true' as bool: put it in quotes"),
    case("a directive", "# A frozen spec for the tests of lint-spec: small, with every construct that the real one has. It follows no change of the API.\n", "%YAML 1.1\n---\n", line="---", pointer="/", says="a YAML directive, which readers follow or pass over: leave it out"),
    case("a title cut by a comment", "  title: Shop", "  title: Shop #1", line="title: Shop #1", pointer="/info/title", says="a `#` ends this text and begins a comment"),
    case("a pattern cut by a comment", "      pattern: ^[1-9][0-9]{0,18}$", "      pattern: ^[1-9] # [0-9]{0,18}$", line="pattern: ^[1-9]", pointer="/components/schemas/RecordId/pattern", says="a `#` ends this text and begins a comment"),
    case("an alias cut by a comment", "      enum: [profile, list]", "      enum:\n        - profile\n        - list\n        - gift #2", line="- gift #2", pointer="/components/schemas/MorphAlias/enum/2", says="a `#` ends this text and begins a comment"),
    case("text cut by a comma before a word", *field("extra: {type: string, description: One, two}"), line="extra:", pointer="/components/schemas/OrderSummary/properties/extra/two", says="`two` is no keyword of a schema: it seems to be the rest of a text that YAML cut"),
    case("text cut by a comma before a keyword", *field("extra: {type: string, description: Read only., deprecated}"), line="extra:", pointer="/components/schemas/OrderSummary/properties/extra/deprecated", says="`deprecated` has no value: write one; if it is part of a text that YAML cut"),
    case("text cut by a comma before x-", *field("extra: {type: string, description: An image., x-ray}"), line="extra:", pointer="/components/schemas/OrderSummary/properties/extra/x-ray", says="`x-ray` is no keyword: it seems to be the rest of a text that YAML cut"),
    case("an extension that is text", *field("extra: {type: string, description: An image., x-ray image: yes please}"), line="extra:", pointer="/components/schemas/OrderSummary/properties/extra/x-ray image", says="`x-ray image` is no keyword: it seems to be the rest"),
    case("a line separator", "description: An order, in short.", "description: An order,\u2028in short.", line="description: An order,", pointer="/", says="the invisible character U+2028: take it out"),
    case("a word that looks like another", "      operationId: linkAppointment", "      operation\u200bId: linkAppointment", line="operation", pointer="/", says="the invisible character U+200B: take it out"),
    case("half a character", "  title: Shop", '  title: "\\ud800"', line="title:", pointer="/info/title", says="the invisible character U+D800: take it out"),
    case("an escaped control character", "description: An order, in short.", 'description: "An order\\0."', line="description:", pointer="/components/schemas/OrderSummary/description", says="the control character U+0000: take it out"),
    # Values that the generator garbles, names that Python joins
    case("tenants in a list", "        default: example\n", "        default: example\n        enum: [example, other]\n", line="enum: [example, other]", pointer="/servers/0/variables/tenant/enum", says="`enum`: `Omneo(tenant=...)` takes any tenant"),
    case("a default with a quote", *sent("extra: {type: string, default: 'a\"b', description: Extra.}"), line="extra:", pointer="/components/schemas/LinkAction/properties/extra/default", says="the generator keeps numbers, booleans and texts without quotes or backslashes"),
    case("a default that is a list", *sent("extra: {type: array, items: {type: string}, default: [a], description: Extra.}"), line="extra:", pointer="/components/schemas/LinkAction/properties/extra/default", says="the generator keeps numbers, booleans and texts"),
    case("a default that is null", *sent("extra: {type: [string, 'null'], default: null, description: Extra.}"), line="extra:", pointer="/components/schemas/LinkAction/properties/extra/default", says="the generator keeps numbers, booleans and texts"),
    case("a const with a backslash", *sent("extra: {const: 'a\\b', description: Extra.}"), line="extra:", pointer="/components/schemas/LinkAction/properties/extra/const", says="the generator keeps integers, booleans and texts"),
    case("a const that is an object", *sent("extra: {const: {a: 1}, description: Extra.}"), line="extra:", pointer="/components/schemas/LinkAction/properties/extra/const", says="the generator keeps integers, booleans and texts"),
    case("a const that breaks its type", *sent("extra: {type: integer, const: x, description: Extra.}"), line="extra:", pointer="/components/schemas/LinkAction/properties/extra/const", says="the value breaks its own schema: 'x' is not of type 'integer'"),
    case("a member with a line end", "      enum: [profile, list]", '      enum: [profile, list, "a\\nb"]', line="enum:", pointer="/components/schemas/MorphAlias/enum", says="a line end or another control character in a member"),
    case("members that Python joins", "      enum: [profile, list]", "      enum: [profile, list, fix, \ufb01x]", line="enum:", pointer="/components/schemas/MorphAlias/enum", says="members that become one Python name"),
    case("properties that Python joins", *field("fix: {type: string, description: One.}\n        \ufb01x: {type: string, description: Two.}"), line="\ufb01x:", pointer="/components/schemas/OrderSummary/properties/\ufb01x", says="'\ufb01x' and 'fix' become the same attribute `fix`"),
    case("a name that no file can have", "      operationId: linkAppointment\n", "      operationId: link" + "A" * 300 + "\n", line="operationId", pointer="/paths/~1v3~1appointments~1{appointment}~1link/post/operationId", says="304 characters, which name a file: write at most 100"),
    case("a schema name that no file can have", "    OrderSummary:\n", "    " + "O" * 300 + ":\n", "schemas/OrderSummary'", "schemas/" + "O" * 300 + "'", line="OOO", pointer="/components/schemas/" + "O" * 300, says="300 characters, which name a file: write at most 100"),
    case("a schema name that is no name", "    OrderSummary:\n", "    a b:\n", "schemas/OrderSummary'", "schemas/a b'", line="a b:", pointer="/components/schemas/a b", says="not valid OpenAPI 3.1: 'a b' does not match"),
    # What only the trial sees
    case("a schema called Unset", "    OrderSummary:\n", "    Unset:\n", "schemas/OrderSummary'", "schemas/Unset'", line='Unset:', pointer='/components/schemas/Unset', says='the generated code has a name `Unset` of its own: write another name'),
    case("a schema called Any", "    OrderSummary:\n", "    Any:\n", "schemas/OrderSummary'", "schemas/Any'", line='Any:', pointer='/components/schemas/Any', says='the generated code has a name `Any` of its own: write another name'),
    case("an object that holds itself", *schema("    Tree:\n      type: object\n      description: A node.\n      required: [parent]\n      properties:\n        parent: {$ref: '#/components/schemas/Tree'}\n"), *field("tree: {$ref: '#/components/schemas/Tree'}"), line='Tree:', pointer='/components/schemas/Tree', says='no finite document fits, each holds another of its kind: take a field out'),
]  # fmt: skip
