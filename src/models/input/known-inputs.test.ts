import { describe, expect, it } from 'vitest'
import { knownModels } from '../names/known-models.ts'
import { profileOf } from '../profiles/profile-of.ts'
import { knownInputs } from './known-inputs.ts'
import { isMediaType, mediaKindOf } from './media-kind.ts'

describe('what the compiler knows that models take', () => {
  it.each(Object.entries(knownInputs))('is what the profile of %s says', (name, kinds) => {
    expect(kinds).toEqual(profileOf(name).input)
  })

  it('is said of every model that is known by name', () => {
    const names = Object.entries(knownModels).flatMap(([provider, models]) =>
      models.map((model) => `${provider}:${model}`),
    )
    expect(Object.keys(knownInputs)).toEqual(expect.arrayContaining(names))
  })
})

describe('the kind of a media type', () => {
  it.each([
    ['image/png', 'image'],
    ['IMAGE/PNG', 'image'],
    ['image/*', 'image'],
    ['image', 'image'],
    ['audio/mpeg', 'audio'],
    ['video/mp4; codecs="av01"', 'video'],
    ['application/pdf', 'pdf'],
    ['application/pdf; version=1.7', 'pdf'],
    ['application/pdfx', undefined],
    ['text/plain', undefined],
    ['application/json', undefined],
    ['imagery/png', undefined],
    ['', undefined],
  ])('of %j is %j', (mediaType, kind) => {
    expect(mediaKindOf(mediaType)).toBe(kind)
    expect(isMediaType(mediaType, 'image')).toBe(kind === 'image')
  })
})
