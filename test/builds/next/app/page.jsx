'use client'
// In the bundle for the browser.
import { useState } from 'react'
import { ask } from '../../app/ask.js'

export default function Page() {
  const [answer, setAnswer] = useState('')
  return <button onClick={async () => setAnswer(JSON.stringify(await ask('Oslo')))}>{answer || 'Ask'}</button>
}
