# Every word that bdhvs shows. Vietnamese is the reference language.

## Terms

## Findings

## Reading files

## Forms

## Consolidation

## Command line

