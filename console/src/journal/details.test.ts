import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import en from '../words/en.json'
import ru from '../words/ru.json'
import { detailsOf } from './details'

beforeAll(() => i18next.init({ resources: { en: { translation: en }, ru: { translation: ru } }, lng: 'ru', interpolation: { escapeValue: false }, showSupportNotice: false }))

test('an auditor reads words, and what proves stands last', () => {
  expect(detailsOf(i18next, { digest: '4f81', purpose: 'BorderCheck', advice: 'Refer' })).toBe('цель: Пограничный контроль, совет: НАПРАВИТЬ, отпечаток: 4f81')
  expect(detailsOf(i18next, { roles: 'FirstLine,Auditor', disabled: false })).toBe('роли: Первая линия, Аудитор, отключён: нет')
})

test('what has no words yet is shown as it was kept', () => {
  expect(detailsOf(i18next, { newer: 'Thing', purpose: 'Unheard' })).toBe('newer: Thing, цель: Unheard')
  expect(detailsOf(i18next, null)).toBe('')
  expect(detailsOf(i18next, { purpose: 'border-check', answers: ['sis 4 noHit', 'sltd 9 hit'] })).toBe('цель: Пограничный контроль, ответы: sis 4 noHit; sltd 9 hit')
})
