/** Made by Nitro's build: every route and middleware of the server. */
declare module '#nitro-internal-virtual/server-handlers' {
  export const handlers: { route?: string, method?: string }[]
}
