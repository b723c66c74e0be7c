export { createMemoryNetworkState } from "./memory.ts";
export { createNetwork, type NetworkParts } from "./network.ts";
export type { Commission, Painting, Renderer } from "./painting/renderer.ts";
export type {
  ChatAsk,
  ChatMessage,
  ChatPart,
  Ended,
  Failure,
  HostedModel,
  ImageAsk,
  ImagePart,
  Network,
  NetworkReporter,
  NetworkState,
  NetworkStatus,
  NodeKey,
  NodeRecord,
  Quote,
  Receipt,
  Refusal,
  Routed,
  Served,
  StoredReceipt,
} from "./port.ts";
export { PaintingFailedError } from "./render-pool.ts";
export { RepeatedRequestError, WrongAskError } from "./serving/desk.ts";
