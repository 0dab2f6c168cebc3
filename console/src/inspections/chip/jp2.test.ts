import { expect, test } from 'vitest'
import { draw } from './jp2'

const bytes = (base64: string) => Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))

// Made by OpenJPEG 2.5 (opj_compress, lossless): bars of red, green and blue on 24 by 16, boxed; the same bare in six tiles; 8 by 8 in grey;
// the bars in precincts of four pixels, which multiply what has to be kept while drawing.
const boxed = bytes('AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABgAAwcHAAAAAAAPY29scgEAAAAAABAAAAE5anAyY/9P/1EALwAAAAAAGAAAABAAAAAAAAAAAAAAABgAAAAQAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAQIEBAAB/1wACkBASEhQSEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAuwAB/5PPtEwRT4bFlxgXhmQh3/7X9OD2gFMP/xjAIWt+hunUhfEfDm6Ogv9/6t+ek1Gz3Ey//xjYF9WBtODcqF69SwZjLc3iRtSq1l0AmQ/AJRtnw+oKABcpgIQwxAw4iQXfmIAhbmDECh4um8/rA1zUGCI/35iIF9fD2XpNhk7Gu+kPheu/nd/D6gYAIWwJQo0fz8BMIhgLQO0GLZvLWNHsxqSIM8wQ58/AGCIauTDaV//Z')
const tiled = bytes('/0//UQAvAAAAAAAYAAAAEAAAAAAAAAAAAAAACAAAAAgAAAAAAAAAAAADBwEBBwEBBwEB/1IADAAAAAEBAQQEAAH/XAAHQEBISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAAAkAAH/k8+0IBFQSYplIAAFgN+AIBQAXK+AgID/kAAKAAEAAAAkAAH/k8AjEVA/34AgEVBUr9+AIBFQVK+AgID/kAAKAAIAAAAkAAH/k8+0IBFQSYplIAAF34AgFABcr4CAgID/kAAKAAMAAAAkAAH/k8+0IBFQSYplIAAFgN+AIBQAXK+AgID/kAAKAAQAAAAkAAH/k8AjEVA/34AgEVBUr9+AIBFQVK+AgID/kAAKAAUAAAAkAAH/k8+0IBFQSYplIAAF34AgFABcr4CAgID/2Q==')
const grey = bytes('AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAACAAAAAgAAQcHAAAAAAAPY29scgEAAAAAABEAAACcanAyY/9P/1EAKQAAAAAACAAAAAgAAAAAAAAAAAAAAAgAAAAIAAAAAAAAAAAAAQcBAf9SAAwAAAABAAEEBAAB/1wAB0BASEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAJwAB/5PfgHARYiu7Z4IyVo2aFYP+D8D5AgAiGcpf/9k=')
const shredded = bytes('/0//UQAvAAAAAAAYAAAAEAAAAAAAAAAAAAAAGAAAABAAAAAAAAAAAAADBwEBBwEBBwEB/1IADgEAAAEBAQQEAAEREf9cAAdAQEhIUP9kACUAAUNyZWF0ZWQgYnkgT3BlbkpQRUcgdmVyc2lvbiAyLjUuMP+QAAoAAAAAA34AAf+Tz7QQCJCKb8+0EAiQA/XB8gMJV0nA+EMM9EfPtBgN9TeIGL/PtBAIkIpvz7QQCJCKb8+0EAiQA/XB8gMJV0nA+EMM9EfPtBgN9TeIGL/PtBAIkIpvz7QQCJCKb8+0EAiQA/XB8gMJV0nA+EMM9EfPtBgN9TeIGL/PtBAIkIpvz7QQCJCKb8+0EAiQA/XB8gMJV0nA+EMM9EfPtBgN9TeIGL/PtBAIkIpvgMfUBA0D34AYCIQu/xggDfU3s9+AGAHRl9+AGAHKv4DH1AQNA9+AGAiELv8YIA31N7PfgBgB0ZffgBgByr+Ax9QEDQPfgBgIhC7/GCAN9Tez34AYAdGX34AYAcq/gMfUBA0D34AYCIQu/xggDfU3s9+AGAHRl9+AGAHKv9+AGAHKv/8YIAzXZ2ffgBgIiav/GCgN9Td7l8fUBAlfgN+AGAHKv/8YIAzXZ2ffgBgIiav/GCgN9Td7l8fUBAlfgN+AGAHKv/8YIAzXZ2ffgBgIiav/GCgN9Td7l8fUBAlfgN+AGAHKv/8YIAzXZ2ffgBgIiav/GCgN9Td7l8fUBAlfgICAgMPqAQAHgICAw+oBAASAgICAgICAw+oBAAeAgIDD6gEABICAgICAgIDD6gEAB4CAgMPqAQAEgICAgICAgMPqAQAHgICAw+oBAASAgICAgICAw+oBAAeAgIDD6gEABICAgICAgIDD6gEAB4CAgMPqAQAEgICAgICAgMPqAQAHgICAw+oBAASAgICAgICAw+oBAAeAgIDD6gEABICAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQEgICAz8AECYCAgICAgIDPwAQAgICAx9oCAAmAgICAgICAz8AEAICAgMfaAgAJgICAgICAgM/ABACAgIDH2gIACYCAgICAgIDPwAQAgICAx9oCAAmAgICAgICAz8AEAICAgMfaAgAJgICAgICAgM/ABACAgIDH2gIACYCAgICAgIDPwAQAgICAx9oCAAmAgICAgICAz8AEAICAgMfaAgAJgICAgP/Z')

const colour = (image: Uint8Array, x: number, y: number) => {
  const picture = draw(image)!
  return [...picture.pixels.slice((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4)]
}

test.each([['boxed', boxed], ['tiled', tiled]])('colours come out as they went in: %s', (_, image) => {
  expect(draw(image)).toMatchObject({ width: 24, height: 16 })
  expect([colour(image, 0, 0), colour(image, 8, 9), colour(image, 23, 15)]).toEqual([[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]])
})

test('grey is grey', () => expect([colour(grey, 0, 0), colour(grey, 7, 7)]).toEqual([[0, 0, 0, 255], [70, 70, 70, 255]]))

test.each([
  ['nothing', new Uint8Array(0)],
  ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0)],
  ['shredded into tiny precincts', shredded],
  ['wider than any face', patched(tiled, 8, 0x7fffffff)],
  ['more tiles than any face', patched(tiled, 24, 1)],
])('what is no face is not drawn: %s', (_, image) => expect(draw(image)).toBeNull())

function patched(image: Uint8Array, at: number, value: number): Uint8Array {
  const copy = image.slice()
  new DataView(copy.buffer).setUint32(at, value)
  return copy
}
