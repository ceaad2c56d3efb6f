import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'

const CSP = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const STYLE = `:root{color-scheme:light dark}body{font:17px/1.6 system-ui,sans-serif;max-width:30em;margin:0 auto;padding:15vh 20px 40px}
h1{font-size:1.4em;margin:0 0 .4em}button{font:inherit;font-weight:600;padding:.5em 1.2em;margin-top:.6em;min-height:44px;border-radius:8px;border:1px solid;cursor:pointer;background:none;color:inherit}`

interface Words {
  title: string
  ask: string
  press: string
  done: string
  back: string
  wrong: string
}

const words: Record<'en' | 'de', Words> = {
  en: {
    title: 'Mails of Parley',
    ask: 'Do you want no more mails about what stays unread, and about reminders?',
    press: 'No more mails',
    done: 'No more mails are sent to you.',
    back: 'You turn them on again in your settings.',
    wrong: 'This address is not whole, or not of this server. The settings of your notifications turn mails off, too.',
  },
  de: {
    title: 'E-Mails von Parley',
    ask: 'Möchtest du keine E-Mails mehr über Ungelesenes und über Erinnerungen?',
    press: 'Keine E-Mails mehr',
    done: 'Du bekommst keine E-Mails mehr.',
    back: 'In den Einstellungen schaltest du sie wieder ein.',
    wrong: 'Diese Adresse ist nicht vollständig oder nicht von diesem Server. Auch die Einstellungen der Benachrichtigungen schalten E-Mails aus.',
  },
}

const languageOf = ({ headers }: FastifyRequest): 'en' | 'de' => (/^\s*de\b/i.test(headers['accept-language'] ?? '') ? 'de' : 'en')

const pageOf = (language: 'en' | 'de', body: (said: Words) => string): string => {
  const said = words[language]
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${said.title}</title><style>${STYLE}</style>
<main><h1>${said.title}</h1>${body(said)}</main></html>`
}

/**
 * Where a mail leads who wants no more of them (RFC 8058): works without signing in, because the address is signed. To open it changes nothing,
 * since programs open addresses in mails, too; the button says so, or the mail program by the same request.
 */
export function letLeave(http: FastifyInstance, { services: { leaving } }: App): void {
  http.register((scope, _options, ready) => {
    for (const form of ['application/x-www-form-urlencoded', 'multipart/form-data'])
      scope.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 1_000 }, (_request, _body, done) => done(null, {}))
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', CSP).type('text/html; charset=utf-8')
    })
    scope.get<{ Params: { token: string } }>('/unsubscribe/:token', async (request, reply) => {
      const known = (await leaving.whose(request.params.token)) !== undefined
      const form = (said: Words) => `<p>${said.ask}</p><form method="post"><button>${said.press}</button></form>`
      return reply.code(known ? 200 : 404).send(pageOf(languageOf(request), (said) => (known ? form(said) : `<p>${said.wrong}</p>`)))
    })
    scope.post<{ Params: { token: string } }>('/unsubscribe/:token', async (request, reply) => {
      const known = await leaving.leave(request.params.token)
      const done = (said: Words) => `<p role="status">${said.done}</p><p><a href="/settings/notifications">${said.back}</a></p>`
      return reply.code(known ? 200 : 404).send(pageOf(languageOf(request), (said) => (known ? done(said) : `<p>${said.wrong}</p>`)))
    })
    ready()
  })
}
