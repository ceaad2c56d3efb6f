import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { type PictureKind, pictureTypes } from '../models/picture.ts'

const FOR_EVER = 'private, max-age=31536000, immutable'

/** The pictures of the workspace's emoji, for who knows what they are called: pages from elsewhere draw them too, and bring no cookie. */
export function servePictures(http: FastifyInstance, app: App): void {
  http.get<{ Params: { file: string } }>('/api/emoji-pictures/:file', async ({ params: { file } }, reply) => {
    const picture = await app.services.emoji.picture(file)
    const kind = file.slice(file.lastIndexOf('.') + 1) as PictureKind
    return reply
      .headers({
        'cache-control': FOR_EVER,
        'content-disposition': 'attachment',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
      })
      .type(pictureTypes[kind])
      .send(picture)
  })
}
