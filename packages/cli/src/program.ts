import { Command, Option } from 'commander';
import colors from 'picocolors';
import type { RecordOptions } from './commands/record.ts';
import type { Io } from './io.ts';
import type { ResolveOptions } from './commands/resolve.ts';
import type { ExitCode } from './exit-codes.ts';
import type { ChatOptions } from './options/chat-options.ts';
import type { ServeOptions } from './options/serve-options.ts';
import type { ProbeOptions } from './options/probe-options.ts';
import { amountParser } from './options/parse-amount.ts';
import { addressParser } from './options/parse-address.ts';
import { parseDuration } from './options/parse-duration.ts';
import { parseNames } from './options/parse-names.ts';
import { parsePort } from './options/parse-port.ts';
import { parseTemperature } from './options/parse-temperature.ts';
import { parseWorkers } from './options/parse-workers.ts';
import { narrowHelp } from './terminal/narrow-help.ts';
import { wantsColor } from './terminal/wants-color.ts';
import { version } from './version.ts';

/** Takes what a command says when it is done. `hasStopped`: being stopped was its proper end, so that an interruption changes nothing. */
export type Done = (code: ExitCode, hasStopped?: boolean) => void;

const json = (what: string): Option => new Option('--json', what);

function selecting(command: Command): Command {
  return command
    .option('-m, --model <name>', 'a model, an alias, or provider/model')
    .option('-p, --provider <id>', 'this provider and no other, working or not')
    .option('--require <flags>', 'flags that must be declared, parted by commas', parseNames)
    .option('--base-url <address>', "a deployment of -p's service", addressParser('--base-url', 'https', 'http'));
}

/** The command line: names, options and help. What a command does is loaded when it runs, so that `g4f --version` loads none of it. */
export function createProgram(io: Io, done: Done): Command {
  const { env, isTTY, columns = 80, stdout, stderr } = io;
  const bold = colors.createColors(true).bold; // taken off again where there are no colours
  const program = new Command('g4f')
    .description('Chat with any provider from the terminal.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'g4f: ')),
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      getOutHasColors: () => wantsColor(env, isTTY.stdout),
      getErrHasColors: () => wantsColor(env, isTTY.stderr),
    })
    .configureHelp({ ...narrowHelp, styleTitle: bold })
    .addHelpText('after', '\nExit codes:\n  0 fine  1 upstream failed  2 usage\n  3 no provider  130 interrupted');

  selecting(program.command('chat'))
    .summary('ask, and read the answer as it streams')
    .description('Ask, and read the answer as it streams. Text on standard input is added to the prompt; without either, talk.')
    .argument('[prompt...]', 'what to ask')
    .option('--system <text>', 'what the model shall keep to')
    .option('--temperature <number>', '0 to 2; higher is more random', parseTemperature)
    .option('--proxy <address>', 'http, https or socks5', addressParser('--proxy', 'http', 'https', 'socks5'))
    .option('--timeout <time>', 'for the whole answer: 120s, 2m, 500ms', parseDuration)
    .addOption(json('print parts as lines of JSON'))
    .option('--explain', 'say who is asked, and why not the others')
    .action(async (words: readonly string[], options: ChatOptions) => {
      const { chat } = await import('./commands/chat.ts');
      done(await chat(words, options, io));
    });

  program
    .command('providers')
    .summary('list the providers')
    .description('List the providers that were found, and what failed to load.')
    .addOption(json('print JSON'))
    .action(async (options: { readonly json?: true }) => {
      const { providers } = await import('./commands/providers.ts');
      done(await providers(options, io));
    });

  program
    .command('models')
    .summary('list their models')
    .description('List the models that the providers declare. A price is in USD for a million tokens: of the prompt, and of the answer.')
    .addOption(json('print JSON'))
    .action(async (options: { readonly json?: true }) => {
      const { models } = await import('./commands/models.ts');
      done(await models(options, io));
    });

  selecting(program.command('resolve'))
    .summary('say who would answer')
    .description('Say which provider would answer, and why not the others.')
    .option('--explain', 'every reason by itself')
    .option('--min-context <tokens>', 'a context of at least: 8000, 128k, 1m', amountParser('--min-context', 'k', 'm'))
    .option('--max-price <usd>', 'for a million tokens, of prompt and of answer', amountParser('--max-price'))
    .option('--local', 'on this machine')
    .addOption(json('print JSON'))
    .action(async (options: ResolveOptions) => {
      const { resolve } = await import('./commands/resolve.ts');
      done(await resolve(options, io));
    });

  program
    .command('probe')
    .summary('ask everybody one small question')
    .description('Ask every provider that is configured one small question, and say who answers, how fast, and why not. It costs a few tokens for each.')
    .option('-p, --provider <ids>', 'these and no others, parted by commas, working or not', parseNames)
    .option('-m, --model <name>', 'a model of the one that -p names')
    .option('--base-url <address>', 'a deployment of its service', addressParser('--base-url', 'https', 'http'))
    .option('--flags', 'try each flag that is claimed too: a question more for each')
    .option('--proxy <address>', 'http, https or socks5', addressParser('--proxy', 'http', 'https', 'socks5'))
    .option('--timeout <time>', 'for each question: 60s, 2m, 500ms', parseDuration)
    .addOption(json('print JSON'))
    .action(async (options: ProbeOptions) => {
      const { probe } = await import('./commands/probe.ts');
      done(await probe(options, io));
    });

  program
    .command('serve')
    .summary('put all of them behind one address')
    .description("Listen for clients of OpenAI, Anthropic and others, and have any provider answer. It stops at SIGTERM when what is under way has ended; SIGHUP, or a change of the configuration file, has it read anew.")
    .option('--host <name>', 'other than 127.0.0.1 only with keys')
    .option('--port <number>', '0 for any that is free (default: 1337)', parsePort)
    .option('-c, --config <file>', 'YAML, JSON or TypeScript (default: g4f.yaml or g4f.config.ts, if there)')
    .option('-w, --workers <number>', 'processes that listen, or auto for one on each core', parseWorkers)
    .option('--no-page', 'no page for browsers at /, but a plain list')
    .addOption(json('log lines of JSON'))
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./commands/serve.ts');
      done(await serve(options, io), true);
    });

  program
    .command('record')
    .summary('write down what a service says')
    .description('Write down what a service says, for tests: a file for each exchange, keys struck out. With --to, stand before a service until Ctrl-C; with -p, ask one question.')
    .argument('[prompt...]', 'what to ask, with -p')
    .option('--to <address>', 'the service to stand before', addressParser('--to', 'https', 'http'))
    .option('-p, --provider <id>', 'ask this provider, by its <ID>_BASE_URL')
    .option('-m, --model <name>', 'a model of it')
    .option('-o, --out <folder>', 'where the files go', 'recordings')
    .action(async (words: readonly string[], options: RecordOptions) => {
      const { record } = await import('./commands/record.ts');
      done(await record(words, options, io));
    });

  return program;
}
