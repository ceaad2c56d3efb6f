import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TargetName } from '../load/dialects.ts'

/** A server that comes from the system's packages: asked for by name, because a fresh clone has not got it. */
interface Packaged {
  /** Files without which it does not run. */
  needs: readonly string[]
  packages: string
  /** Writes what it is told into a folder of its own, and answers how it is started there: in the foreground, on loopback, as one process. */
  command(port: number, folder: string): string[]
}

const NCHAN = '/usr/lib/nginx/modules/ngx_nchan_module.so'

const nchan: Packaged = {
  needs: ['/usr/sbin/nginx', NCHAN],
  packages: 'nginx libnginx-mod-nchan',
  command(port, folder) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`)
    const settings = `load_module ${NCHAN};
daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
events { worker_connections 12000; }
http {
  access_log off; keepalive_requests 100000000; keepalive_timeout 3600s; ${temporary.join(' ')}
  server {
    listen 127.0.0.1:${port};
    location = / { nchan_subscriber websocket; nchan_publisher http; nchan_channel_id $arg_room; nchan_store_messages off; }
  }
}
`
    writeFileSync(join(folder, 'nginx.conf'), settings)
    return ['/usr/sbin/nginx', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]
  },
}

const LIBRARIES = '/usr/lib/x86_64-linux-gnu'
const EJABBERD = '/usr/sbin/ejabberdctl'

/** One scheduler, no bound that a person would never meet, nobody told who else is there; each message of a room goes into the archive. */
const ejabberd: Packaged = {
  needs: ['/usr/bin/erl', EJABBERD],
  packages: 'ejabberd',
  command(port, folder) {
    const settings = `hosts: [localhost]
loglevel: error
certfiles: []
listen:
  - { port: ${port}, ip: 127.0.0.1, module: ejabberd_http, request_handlers: { /websocket: ejabberd_http_ws } }
host_config: { localhost: { auth_method: [anonymous], anonymous_protocol: sasl_anon, allow_multiple_connections: true } }
websocket_ping_interval: 600
websocket_timeout: 3600
modules:
  mod_mam: { db_type: mnesia, default: always }
  mod_muc:
    host: conference.localhost
    access: all
    max_users: 5000
    max_user_conferences: 10
    history_size: 0
    min_message_interval: 0
    default_room_options: { mam: true, presence_broadcast: [], persistent: false, max_users: 5000 }
`
    writeFileSync(join(folder, 'ejabberd.yml'), settings)
    mkdirSync(join(folder, 'spool'))
    // Without a name it is no node among others: nothing but the one port is opened.
    const paths = [`ERL_LIBS=${LIBRARIES}`, `EJABBERD_CONFIG_PATH=${join(folder, 'ejabberd.yml')}`, `EJABBERD_LOG_PATH=${join(folder, 'ejabberd.log')}`]
    const erl = ['/usr/bin/erl', '+S', '1:1', '+K', 'true', '+P', '250000', '-noinput', '-mnesia', 'dir', `"${join(folder, 'spool')}"`, '-s', 'ejabberd']
    return ['/usr/bin/env', ...paths, `HOME=${folder}`, ...erl]
  },
}

export const packaged = { nchan, ejabberd } satisfies Partial<Record<TargetName, Packaged>>
type PackagedName = keyof typeof packaged

export const isPackaged = (name: TargetName): name is PackagedName => name in packaged

/** Whether it is here; else says how it would be. */
export function isHere(name: TargetName, say: (what: string) => void): boolean {
  if (!isPackaged(name)) return true
  const { needs, packages } = packaged[name]
  const missing = needs.filter((path) => !existsSync(path))
  if (missing.length > 0) say(`${name} is left out: ${missing.join(' and ')} is not here. apt-get install ${packages}`)
  return missing.length === 0
}
