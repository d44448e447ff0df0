export { anthropic, createAnthropic, type AnthropicOptions } from './create-anthropic.ts';
