import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { remove } from '../api/client'
import type { Post } from '../api/types'
import { Key } from '../parts/Key'
import { Trouble } from '../parts/Trouble'

/** Asks once more before a post is locked out. */
export function RevokeDialog({ post, onClose, onDone }: { post: Post; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<Error | null>(null)
  const revoke = () => { remove(`/api/posts/${encodeURIComponent(post.name)}`).then(onDone, (error: Error) => setProblem(error)) }
  return (
    <ModalOverlay isOpen onOpenChange={open => { if (!open) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">{t('posts.revokeTitle', { name: post.name })}</Heading>
          <p>{t('posts.revokeLead')}</p>
          {post.queue.waiting > 0 && <p className="doubt strong">{t('posts.revokeWaiting', { count: post.queue.waiting })}</p>}
          {problem && <Trouble problem={problem} />}
          <div className="row">
            <Key look="danger" onPress={revoke}>{t('posts.revokeNow')}</Key>
            <Key autoFocus onPress={onClose} shortcut="Esc">{t('word.cancel')}</Key>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
