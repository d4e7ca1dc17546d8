<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="fr">
<context><name>c</name><message><source>Bonjour tout le monde</source><translation>Hello world</translation></message></context>
</TS>
