/** The settings of the machine, with the call's proxy on top: in the environment, where no list of processes shows it. */
export function withProxy(env: NodeJS.ProcessEnv, proxy: string | undefined): NodeJS.ProcessEnv {
  if (proxy === undefined) return env;
  return { ...env, PIP_PROXY: proxy, npm_config_proxy: proxy, npm_config_https_proxy: proxy, ALL_PROXY: proxy, HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy };
}
