import type { ImageCard, ModelCard } from "@flywheel/api/type";
import { messageOf, useMe, useTRPC } from "@flywheel/host";
import { usePreferredModel } from "@flywheel/host/answers";
import { ErrorState, LoadingState, Page, PageTitle, Panel } from "@flywheel/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Gallery } from "../features/keep-pictures/gallery.tsx";
import { PictureDetail } from "../features/keep-pictures/picture-detail.tsx";
import { usePictures } from "../features/keep-pictures/use-pictures.ts";
import { type Shape, shapeOf } from "../features/make-picture/ask.ts";
import { FinishedPicture } from "../features/make-picture/finished-picture.tsx";
import type { Wish } from "../features/make-picture/maker.ts";
import { PromptPanel } from "../features/make-picture/prompt-panel.tsx";
import { Stage } from "../features/make-picture/stage.tsx";
import { useMaking } from "../features/make-picture/use-making.ts";
import { Workspace } from "./workspace.tsx";

export type StudioPageProps = {
  /** The picture that is open in the dialog. */
  readonly openId: string | null;
  readonly onOpen: (imageId: string) => void;
  readonly onClose: () => void;
};

export function StudioPage(props: StudioPageProps) {
  const models = useQuery(useTRPC().studio.models.queryOptions());
  return (
    <Page width="page">
      <PageTitle lead="Say what it should show. A node of the network draws it and signs what it did.">
        Turn a sentence into a picture
      </PageTitle>
      {models.data ? (
        <Studio models={models.data} {...props} />
      ) : (
        <Panel>
          {models.error ? (
            <ErrorState
              title="The studio could not be loaded"
              onRetry={() => void models.refetch()}
              retrying={models.isFetching}
            >
              {messageOf(models.error)}
            </ErrorState>
          ) : (
            <LoadingState label="Loading models" lines={4} />
          )}
        </Panel>
      )}
    </Page>
  );
}

type StudioProps = StudioPageProps & { readonly models: readonly ModelCard[] };

function Studio({ models, openId, onOpen, onClose }: StudioProps) {
  const [model, prefer] = usePreferredModel("image-studio", models);
  const [prompt, setPrompt] = useState("");
  const [shape, setShape] = useState<Shape>("square");
  const [from, setFrom] = useState<ImageCard | null>(null);
  const { making, make, cancel, clear } = useMaking();
  const pictures = usePictures();
  const { data: me } = useMe();
  const field = useRef<HTMLTextAreaElement>(null);
  const stage = useRef<HTMLDivElement>(null);

  const shown = [...(pictures.kept.data ?? []), ...(pictures.drafts.data ?? [])];
  const current = (image: ImageCard) => shown.find(({ id }) => id === image.id) ?? image;

  // After it has grown to hold a picture: on a phone it may be far from the button that was pressed.
  const underWay = making.phase === "under-way";
  useEffect(() => {
    if (underWay) stage.current?.scrollIntoView({ block: "nearest" });
  }, [underWay]);

  /** What was pressed in the stage goes away with what it stood under; the keyboard stays where it was. */
  function keepFocus() {
    if (stage.current?.contains(document.activeElement)) stage.current.focus({ preventScroll: true });
  }

  function start(wish: Wish) {
    keepFocus();
    void make(wish);
  }

  /** The words of the ask that is shown, whatever has been typed since. */
  function retry() {
    if (making.phase !== "idle" && model) start({ ...making.ask, model: model.id });
  }

  function edit(words: string, start: ImageCard | null = null) {
    setFrom(start);
    setPrompt(words);
    field.current?.focus();
    field.current?.setSelectionRange(words.length, words.length);
  }

  function change(image: ImageCard) {
    setFrom(image);
    setShape(shapeOf(image));
    setPrompt("");
    field.current?.focus();
  }

  async function discard(image: ImageCard) {
    if (!(await pictures.remove(current(image)))) return;
    if (making.phase === "done" && making.image.id === image.id) {
      keepFocus();
      clear();
    }
    if (openId === image.id) onClose();
    if (from?.id === image.id) setFrom(null);
  }

  return (
    <>
      <Workspace
        stageRef={stage}
        stage={
          <Stage
            making={making}
            onCancel={() => {
              keepFocus();
              cancel();
            }}
            onRetry={retry}
            onChange={() => field.current?.focus()}
            finished={(made) => (
              <FinishedPicture
                key={made.image.id}
                made={made}
                kept={current(made.image).keptMs !== null}
                onKeep={() => void pictures.keep(current(made.image))}
                onRelease={() => void pictures.release(current(made.image))}
                onAgain={retry}
                onChange={() => change(made.image)}
                onEdit={() => edit(made.ask.prompt, from?.id === made.ask.from ? from : null)}
                onDiscard={() => void discard(made.image)}
              />
            )}
          />
        }
        panel={
          <PromptPanel
            field={field}
            models={models}
            model={model}
            onPickModel={prefer}
            prompt={prompt}
            onPrompt={setPrompt}
            shape={shape}
            onPickShape={setShape}
            busy={underWay}
            from={from}
            onStartAnew={() => {
              setFrom(null);
              field.current?.focus();
            }}
            onMake={(words) =>
              model && start({ prompt: words, model: model.id, shape, ...(from ? { from: from.id } : {}) })
            }
            spendableCredits={me?.spendableCredits ?? null}
          />
        }
      />
      <Gallery kept={pictures.kept} drafts={pictures.drafts} onOpen={({ id }) => onOpen(id)} />
      <PictureDetail
        image={shown.find(({ id }) => id === openId) ?? null}
        modelName={(id) => models.find((known) => known.id === id)?.name ?? id}
        onClose={onClose}
        onKeep={(image) => void pictures.keep(image)}
        onRelease={(image) => void pictures.release(image)}
        onRemove={(image) => void discard(image)}
        onChange={(image) => {
          onClose();
          change(image);
        }}
        onReuse={(image) => {
          onClose();
          edit(image.prompt);
        }}
      />
    </>
  );
}
