import { z } from 'zod';
import { number, text, texts, time, timeOrNone, yesNo } from './fields.ts';
import { providerEntry } from './provider-entry.ts';
import { routeEntry } from './route-entry.ts';

const whole = () => number(z.number().int().positive());
const orNone = <S extends z.ZodType>(schema: S) => z.union([z.literal(false), schema]);

const limits = {
  requestsPerMinute: orNone(whole()).optional().describe('false for no limit.'),
  tokensPerMinute: orNone(whole()).optional().describe('Input and output together; false for no limit.'),
  budget: z
    .strictObject({ perDay: orNone(number(z.number().positive())).optional(), perMonth: orNone(number(z.number().positive())).optional() })
    .optional()
    .describe('USD. A day and a month begin at 00:00 UTC.'),
};

const key = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9][\w.@-]{0,63}$/, 'must be at most 64 letters, digits, ".", "_", "@" and "-"').describe('A name for ledgers and logs: not the key.'),
  key: texts().optional().describe('The key, at least 16 characters; several while one replaces another. Write it as ${NAME}.'),
  sha256: texts().optional().describe('In place of the key, its SHA-256 in hexadecimal: printf %s "$KEY" | sha256sum.'),
  models: z.array(text()).optional().describe('Models that may be asked for; * at an end matches the rest. Default: all.'),
  isAdmin: yesNo().optional().describe('May read and change what concerns all callers. Default: false.'),
  cache: whole().optional().describe('Seconds that answers are kept for this caller unasked.'),
  ...limits,
});

const timeouts = z.strictObject({
  connect: timeOrNone().optional().describe('To an open connection upstream. Default: 10s.'),
  firstByte: timeOrNone().optional().describe('From there to the first byte. Default: 120s.'),
  idle: timeOrNone().optional().describe('Between two chunks. Default: 60s.'),
  total: timeOrNone().optional().describe('Of an answer, with all attempts at it. Default: 10m.'),
  patience: time().optional().describe('Without content, after which a streamed answer begins with comments. Default: 15s.'),
  grace: time().optional().describe('That answers under way may take when the gateway stops. Default: 30s.'),
  drain: time().optional().describe('Before that, in which /readyz says no and requests are still taken. Default: 0.'),
});

/** Everything that a configuration may say. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  host: text().optional().describe('Other than this machine only with keys. Default: 127.0.0.1.'),
  port: number(z.number().int().min(0).max(65_535)).optional().describe('0 for any that is free. Default: 1337.'),
  workers: number(z.number().int().positive()).optional().describe('Processes that listen. Default: 1.'),
  providers: z.array(providerEntry).optional().describe('Who may be asked, in order of preference; "*" stands for all others that are found. Default: all that are found.'),
  routes: z.array(routeEntry).optional().describe('Providers as one: asked before all others. A member is asked through its route, and no more by itself.'),
  aliases: z.record(z.string(), texts()).optional().describe('Names of your own for models: name to model, provider/model, or several, of which the first that anybody has is meant.'),
  keys: z.array(key).optional().describe('Who may ask. Default: whoever is on this machine.'),
  admin: z
    .strictObject({ keysFile: text().optional().describe('Where keys are kept that are issued while the gateway runs, and redis is not configured. Default: g4f.keys.json beside this file.') })
    .optional()
    .describe('For /admin. A key with isAdmin, or G4F_ADMIN_KEY, opens it.'),
  limits: z.strictObject(limits).optional().describe('For every key that does not say otherwise.'),
  allowClientKeys: yesNo().optional().describe('Callers may bring keys of their own for providers. Default: false.'),
  page: yesNo().optional().describe('A page for browsers at /. Default: true.'),
  cors: z.strictObject({ origins: z.union([z.literal('*'), z.array(text())]) }).optional().describe('Web pages that may read answers. Default: none.'),
  redis: z.strictObject({ url: text().describe('redis:// or rediss://; also G4F_REDIS_URL.') }).optional().describe('Shares limits, health and cache between gateways.'),
  cache: z
    .strictObject({ maxAge: time().optional().describe('That answers are kept where nobody says how long. Default: 1h.'), maxBytes: whole().optional().describe('Of all together, where they are kept in memory. Default: 67108864.') })
    .optional()
    .describe('Answers that requests or keys ask to be kept.'),
  batches: z.strictObject({ concurrency: whole().optional().describe('Requests of batches under way in each process. Default: 16.') }).optional().describe("OpenAI's Batch API; needs redis."),
  aibn: z
    .strictObject({
      secret: text().optional().describe("What chatgpt-demo's front ends sign with: PUBLIC_SECRET_KEY of their build. Default: empty."),
      passwords: z.array(text()).optional().describe('Site passwords. Where keys are configured, those are the passwords.'),
      model: text().optional().describe('The model that answers them. Default: the first that can.'),
    })
    .optional()
    .describe("chatgpt-demo's protocol, at /api/generate."),
  timeouts: timeouts.optional(),
  maxBody: whole().optional().describe('Bytes that a request may have. Default: 10485760.'),
  logging: z
    .strictObject({
      level: z.enum(['silent', 'error', 'warn', 'info', 'debug']).optional().describe('Default: info.'),
      format: z.enum(['json', 'text']).optional().describe('Default: text.'),
    })
    .optional(),
  metrics: z.union([z.literal('open'), yesNo()]).optional().describe('Serves /metrics for Prometheus, to keys with isAdmin; open: to everybody who reaches the gateway. Default: true.'),
});

/** A configuration as it is written. */
export type GatewayConfig = z.input<typeof configSchema>;

/** A configuration that was read: every value what it shall be, times in milliseconds. */
export type GatewaySettings = z.output<typeof configSchema>;
