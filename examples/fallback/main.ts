import { createOpenAICompatible } from '@g4f/provider-openai';
import { createHealth, fallback, type Attempt } from '@g4f/registry/routes';

/** Three servers with the same model, by preference: FIRST, SECOND and THIRD are their addresses. */
const servers = ['FIRST', 'SECOND', 'THIRD'].map((name) =>
  createOpenAICompatible({ id: name.toLowerCase(), baseURL: process.env[name] ?? 'http://127.0.0.1:8000/v1', models: ['small'], flags: { working: true } }),
);

/** One line of the ledger: who was asked, how it ended, and why. No prompt, answer or key is in it. */
function tell({ call, attempt, provider, outcome, reason, error, usage }: Attempt): void {
  const why = error === undefined ? reason : `${error.code}${error.status === undefined ? '' : ` ${error.status}`}`;
  console.log(`  call ${call}, attempt ${attempt}: ${provider} ${outcome} (${why})${usage === undefined ? '' : `, ${usage.outputTokens ?? 0} tokens`}`);
}

// After one failure a server is left alone for a minute, and nobody waits for it.
const health = createHealth({ threshold: 1, coolDown: 60_000 });
const [first, second, third] = servers;
if (first === undefined || second === undefined || third === undefined) throw new Error('three are needed');
const route = fallback([first, second, third], { id: 'careful', health, onAttempt: tell });

for (const question of ['Hello?', 'And again?']) {
  console.log(question);
  // A route is a provider: it is asked like one, and could stand in a registry or in another route.
  const answer = await route.createAsync({ model: 'small', messages: [{ role: 'user', content: question }] }, { timeout: { firstByte: 5_000, total: 60_000 } });
  console.log(`  ${answer}`);
}
for (const { provider, circuit, lastError } of health.list()) console.log(`${provider}: ${circuit}${lastError === undefined ? '' : ` since ${lastError.code}`}`);
