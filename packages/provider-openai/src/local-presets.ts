import type { Preset } from './preset.ts';

/**
 * What these servers do with any model: they read calls out of its text, and hold it to a grammar. Whether it sees or reasons nobody knows
 * before it is loaded: that stays undeclared but where a server says it of a model.
 */
const flags = { supportsTools: true, supportsFiles: false, supportsStructuredOutput: true } as const;

/** Servers on this machine, at the ports that they choose where nobody says otherwise. */
export const localPresets = {
  ollama: {
    baseURL: 'http://127.0.0.1:11434/v1',
    baseURLVariable: 'OLLAMA_HOST',
    keyVariable: 'OLLAMA_API_KEY',
    isLocal: true,
    models: ['llama3.2'],
    flags,
    dialect: { reasoningField: 'reasoning' },
    // https://docs.ollama.com/api/openai-compatibility: no tool_choice.
    settings: ['temperature', 'topP', 'maxTokens', 'seed', 'reasoningEffort'],
  },
  lmstudio: {
    baseURL: 'http://127.0.0.1:1234/v1',
    baseURLVariable: 'LMSTUDIO_BASE_URL',
    keyVariable: 'LMSTUDIO_API_KEY',
    isLocal: true,
    models: ['local-model'],
    flags,
    // Its `response_format` is `json_schema` or `text`.
    dialect: { takesJsonObject: false },
  },
  'llama-cpp': {
    baseURL: 'http://127.0.0.1:8080/v1',
    baseURLVariable: 'LLAMA_CPP_BASE_URL',
    keyVariable: 'LLAMA_API_KEY',
    isLocal: true,
    owner: 'llamacpp',
    models: ['default'],
    flags,
  },
  vllm: {
    baseURL: 'http://127.0.0.1:8000/v1',
    baseURLVariable: 'VLLM_BASE_URL',
    keyVariable: 'VLLM_API_KEY',
    isLocal: true,
    owner: 'vllm',
    models: ['default'],
    flags,
    dialect: { reasoningField: 'reasoning' },
  },
} as const satisfies { readonly [id: string]: Preset };
