export { createMemoryNetworkState } from "./memory.ts";
export { publisherOf } from "./models/publisher-of.ts";
export { createNetwork, type NetworkParts } from "./network.ts";
export type { Commission, Painting, Renderer } from "./painting/renderer.ts";
export { openClient } from "./payment/open-client.ts";
export { openWallet, type Wallet } from "./payment/wallet.ts";
export type {
  ChatAsk,
  ChatMessage,
  ChatPart,
  Ended,
  Failure,
  HostedModel,
  ImageAsk,
  ImagePart,
  MockNetwork,
  Network,
  NetworkControl,
  NetworkReporter,
  NetworkState,
  NetworkStatus,
  NodeKey,
  NodeRecord,
  Proof,
  Quote,
  Receipt,
  Refusal,
  Routed,
  Served,
  SettlementType,
  StoredReceipt,
  Verified,
} from "./port.ts";
export { createRemoteNetwork, type RemoteNetwork, type RemoteNetworkParts } from "./remote/remote-network.ts";
export { PaintingFailedError } from "./render-pool.ts";
export { RepeatedRequestError, WrongAskError } from "./serving/desk.ts";
export { opgPriceMicroUsd } from "./serving/prices.ts";
export { type SettlementRules, usualRules } from "./settlement/rules.ts";
