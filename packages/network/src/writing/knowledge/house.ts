/** What these models truly know: the house they live in. Each entry: the words that ask for it, a title, and the answer. */
export const house: readonly {
  readonly asks: RegExp;
  readonly title: string;
  readonly lead: string;
  readonly more: string;
}[] = [
  {
    asks: /\breceipts?\b/,
    title: "Receipts",
    lead: "A receipt is what a node signs after serving you: a hash of your request, a hash of its answer, and the time.",
    more: "The signature is RSA-PSS with the key that the node registered. Anybody who holds the words can hash them again and check it; nobody can read the words out of the hashes. On this network the receipt also names the app, the model and the cost, so that payment and proof belong together.",
  },
  {
    asks: /\b(verif(y|ied|ication)|proof|prove|signature|signed)\b/,
    title: "Checking a proof",
    lead: "Open the proof beside an answer: your browser checks the node's key, both hashes, the signatures, and whether the node was active at the time.",
    more: "Nothing is trusted but the registry of nodes. For pictures the bytes themselves are hashed, so a picture that was altered by a single bit fails. The enclave here is simulated, and the page says so.",
  },
  {
    asks: /\bcredits?\b|\bhow much (do|does|will) (it|this|you) cost\b|\bpricing\b/,
    title: "Credits",
    lead: "Credits pay for answers: 1,000 credits are one US dollar, and everybody gets a free allowance each day.",
    more: "Before a model starts, the most that it can cost is held; afterwards only what was served is charged, and the rest goes back. A failed answer costs nothing. The checkout is a mock and says so.",
  },
  {
    asks: /\b(node|nodes|inference network|decentrali[sz]ed network|routing|routed)\b/,
    title: "Nodes",
    lead: "Nodes are the machines that run models. Each has a key in the registry, a capacity, and a heartbeat every fifteen minutes.",
    more: "Your message goes to an active node that hosts the model and has the most room. If all are busy you wait a little in a queue; if that is full, you are told so and nothing is charged. Here the nodes are simulated inside one server.",
  },
  {
    asks: /\b(flywheel|this (site|app|product|network|page))\b/,
    title: "Flywheel",
    lead: "Flywheel is a set of small AI apps on a mock decentralized inference network, made to learn whether demand travels through every layer of it.",
    more: "There is a studio that turns a sentence into a picture, this chat, and a front page with proofs. The models are small and offline; requests, prices, receipts and their checks are done as the real network does them.",
  },
];
