import { useState } from 'react'
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { post as send } from '../api/client'
import type { Post } from '../api/types'
import { Choice } from '../parts/Choice'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Trouble } from '../parts/Trouble'

const lives = ['60', '480', '1440'] as const

/** Names a post and gets the code with which it enrols. */
export function InviteDialog({ name, onClose, onDone }: { name: string; onClose: () => void; onDone: (post: Post) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(name)
  const [minutes, setMinutes] = useState<(typeof lives)[number]>('60')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Error | null>(null)
  const right = /^[A-Za-z0-9._-]{2,64}$/.test(typed.trim())
  const invite = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!right) return
    try {
      onDone(await send<Post>('/api/posts', { name: typed.trim(), minutes: Number(minutes) }))
    } catch (error) {
      setProblem(error as Error)
    }
  }
  return (
    <ModalOverlay isOpen onOpenChange={open => { if (!open) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <Form onSubmit={event => void invite(event)} validationBehavior="aria">
            <Heading slot="title">{t('posts.invite')}</Heading>
            <p>{t('posts.inviteLead')}</p>
            <Entry label={t('posts.name')} value={typed} onChange={setTyped} autoFocus autoComplete="off" hint={t('posts.nameHint')} wrong={tried && !right ? t('posts.wrongName') : undefined} />
            <Choice label={t('posts.life')} value={minutes} of={lives} name={one => t(`posts.lifeOf.${one}`)} onChange={setMinutes} />
            {problem && <Trouble problem={problem} />}
            <div className="row">
              <Key type="submit" look="main" shortcut="Enter">{t('posts.giveCode')}</Key>
              <Key onPress={onClose} shortcut="Esc">{t('word.cancel')}</Key>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
